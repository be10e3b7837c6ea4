using EdgeNet.Compiler.Graph;
using EdgeNet.Training.Gradients;

namespace EdgeNet.Training.Tests.Gradients;

/// <summary>A layer of several inputs: input i counts i + 1 times. For tests of branches.</summary>
internal sealed record Join : Layer
{
    public static readonly IReadOnlyDictionary<Type, Func<Layer, double[][], double[]>> Reference =
        new Dictionary<Type, Func<Layer, double[][], double[]>>
        {
            [typeof(Join)] = (_, inputs) => [.. inputs[0].Select((_, e) => inputs.Select((x, i) => (i + 1) * x[e]).Sum())],
        };

    public override string Kind => "Join";

    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => inputs[0];

    public static LayerGradient Create(NetworkGraph graph, Node node) =>
        node.Layer is Join ? new Gradient(node.Shape.Length * Lanes.Count) : GradientRegistry.Create(graph, node);

    private sealed unsafe class Gradient(int floats) : LayerGradient
    {
        public override void Forward(LayerState state, in Pass pass)
        {
            for (int e = 0; e < floats; e++)
            {
                state.Output[e] = 0;
                for (int i = 0; i < state.Inputs.Length; i++)
                    state.Output[e] += (i + 1) * state.Inputs[i][e];
            }
        }

        public override void Backward(LayerState state, in Pass pass)
        {
            for (int i = 0; i < state.Inputs.Length; i++)
                for (int e = 0; e < floats; e++)
                    state.InputGradients[i][e] += (i + 1) * state.OutputGradient[e];
        }
    }
}
