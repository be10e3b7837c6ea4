using EdgeNet.Onnx.Proto;
using static EdgeNet.Onnx.Proto.AttributeProto.Types;

namespace EdgeNet.Onnx.Tests.Import;

/// <summary>Branches whose condition is known, loops of known rounds, and functions of the model's own are imported in their places.</summary>
public class SubgraphTests
{
    [Theory]
    [InlineData(1, "[Activation(Activation.Tanh)]")]
    [InlineData(0, "[Activation(Activation.ReLU)]")]
    public void A_known_condition_takes_its_branch(long condition, string layer)
    {
        TestModel model = new TestModel().Input("x", 1, 3).Ints("c", condition).Node("Cast", "c", "b", ("to", 9));
        model.Proto.Graph.Node.Add(If("b", "y", Graph("t", Node("Tanh", "x", "t")), Graph("e", Node("Relu", "x", "e"))));
        Assert.Equal(["[Network(3)]", layer], model.Output("y").Attributes());
    }

    [Fact]
    public void Branches_have_names_and_constants_of_their_own()
    {
        GraphProto inner = Graph("v", Node("Add", "x,k", "v"));
        inner.Initializer.Add(TestModel.FloatTensor("k", [], 2));
        GraphProto outer = Graph("v", If("b", "v", inner, Graph("w", Node("Neg", "x", "w"))));
        TestModel model = new TestModel().Input("x", 1, 3).Ints("c", 1).Node("Cast", "c", "b", ("to", 9));
        model.Proto.Graph.Node.Add(If("b", "y", outer, Graph("e", Node("Relu", "x", "e"))));
        Assert.Equal(["[Network(3)]", "[Add(Value = 2)]"], model.Output("y").Attributes());
    }

    [Fact]
    public void A_condition_that_the_network_computes_is_refused()
    {
        TestModel model = new TestModel().Input("x", 1, 1).Node("Cast", "x", "b", ("to", 9));
        model.Proto.Graph.Node.Add(If("b", "y", Graph("t", Node("Tanh", "x", "t")), Graph("e", Node("Relu", "x", "e"))));
        Assert.Contains("condition that the network computes", Assert.Single(model.Output("y").Problems()));
    }

    [Fact]
    public void What_is_wrong_in_a_branch_is_told_with_its_place()
    {
        TestModel model = new TestModel().Input("x", 1, 3).Ints("c", 1).Node("Cast", "c", "b", ("to", 9));
        model.Proto.Graph.Node.Add(If("b", "y", Graph("t", Node("Det", "x", "t")), Graph("e", Node("Relu", "x", "e"))));
        Assert.StartsWith("If 'y', Det 't' ", model.Output("y").Problems()[0]);
    }

    [Fact]
    public void A_loop_of_known_rounds_is_written_out()
    {
        var body = new GraphProto { Node = { Node("Identity", "go", "goes"), Node("Tanh", "v", "next") } };
        body.Input.Add(new[] { "i", "go", "v" }.Select(n => new ValueInfoProto { Name = n }));
        body.Output.Add(new[] { "goes", "next" }.Select(n => new ValueInfoProto { Name = n }));
        TestModel model = new TestModel().Input("x", 1, 3).Int("rounds", 3);
        NodeProto loop = Node("Loop", "rounds,,x", "y");
        loop.Attribute.Add(new AttributeProto { Name = "body", Type = AttributeType.Graph, G = body });
        model.Proto.Graph.Node.Add(loop);
        Assert.Equal(3, model.Output("y").Attributes().Count(a => a == "[Activation(Activation.Tanh)]"));
    }

    [Fact]
    public void A_function_that_calls_itself_is_told_once()
    {
        TestModel model = new TestModel().Input("x", 1, 3);
        var function = new FunctionProto { Domain = "my.dom", Name = "Rec", Input = { "a" }, Output = { "o" }, OpsetImport = { new OperatorSetIdProto { Version = 17 } } };
        function.Node.Add(new NodeProto { OpType = "Rec", Domain = "my.dom", Input = { "a" }, Output = { "o" } });
        model.Proto.Functions.Add(function);
        model.Proto.Graph.Node.Add(new NodeProto { OpType = "Rec", Domain = "my.dom", Input = { "x" }, Output = { "y" } });
        string problem = Assert.Single(model.Output("y").Problems());
        Assert.StartsWith("Rec 'y', Rec 'o' calls its own function", problem);
    }

    [Fact]
    public void A_function_is_inlined_with_its_attributes()
    {
        TestModel model = new TestModel().Input("x", 1, 3);
        model.Proto.Functions.Add(Leaky("local", "Leaky"));
        NodeProto call = Node("Leaky", "x", "a");
        call.Domain = "local";
        call.Attribute.Add(new AttributeProto { Name = "slope", Type = AttributeType.Float, F = 0.25f });
        NodeProto plain = Node("Leaky", "a", "y");
        plain.Domain = "local";
        model.Proto.Graph.Node.Add([call, plain]);
        // Without the attribute, the operator has its own default.
        Assert.Equal(
            ["[Network(3)]", "[Activation(Activation.LeakyReLU, Alpha = 0.25f)]", "[Activation(Activation.Neg)]", "[Activation(Activation.LeakyReLU)]", "[Activation(Activation.Neg)]"],
            model.Output("y").Attributes());
    }

    [Fact]
    public void Functions_in_functions_end_somewhere()
    {
        TestModel model = new TestModel().Input("x", 1, 3);
        for (int i = 0; i < 30; i++)
        {
            var function = new FunctionProto { Domain = "local", Name = $"f{i}", Input = { "a" }, Output = { "c" }, OpsetImport = { new OperatorSetIdProto { Version = 17 } } };
            foreach (var (from, to) in new[] { ("a", "b"), ("b", "c") })
            {
                NodeProto inner = Node(i == 0 ? "Relu" : $"f{i - 1}", from, to);
                if (i > 0) inner.Domain = "local";
                function.Node.Add(inner);
            }

            model.Proto.Functions.Add(function);
        }

        NodeProto call = Node("f29", "x", "y");
        call.Domain = "local";
        model.Proto.Graph.Node.Add(call);
        Assert.Contains("unfold to more than", Assert.Single(model.Output("y").Problems()));
    }

    private static FunctionProto Leaky(string domain, string name)
    {
        NodeProto leaky = Node("LeakyRelu", "a", "b");
        leaky.Attribute.Add(new AttributeProto { Name = "alpha", Type = AttributeType.Float, RefAttrName = "slope" });
        return new FunctionProto
        {
            Domain = domain, Name = name, Input = { "a" }, Output = { "c" }, Attribute = { "slope" }, Node = { leaky, Node("Neg", "b", "c") },
            OpsetImport = { new OperatorSetIdProto { Version = 17 } },
        };
    }

    private static NodeProto If(string condition, string output, GraphProto then, GraphProto otherwise)
    {
        NodeProto node = Node("If", condition, output);
        node.Attribute.Add(new AttributeProto { Name = "then_branch", Type = AttributeType.Graph, G = then });
        node.Attribute.Add(new AttributeProto { Name = "else_branch", Type = AttributeType.Graph, G = otherwise });
        return node;
    }

    private static GraphProto Graph(string output, params NodeProto[] nodes) => new() { Node = { nodes }, Output = { new ValueInfoProto { Name = output } } };

    private static NodeProto Node(string type, string inputs, string output) => new() { OpType = type, Input = { inputs.Split(',') }, Output = { output } };
}
