using EdgeNet.Models;
using EdgeNet.Tests.Shared;

namespace EdgeNet.Models.Tests;

public class LeNet5Tests
{
    [Fact]
    public void Has_the_shapes_of_the_paper()
    {
        Assert.Equal([1, 32, 32], LeNet5.NetworkInfo.InputShape);
        Assert.Equal([10], LeNet5.NetworkInfo.OutputShape);
        Assert.Equal(
            ["c1.weight 6×1×5×5", "c1.bias 6", "c3.weight 16×6×5×5", "c3.bias 16", "c5.weight 120×400", "c5.bias 120",
                "f6.weight 60×120", "f6.bias 60", "output.weight 10×60", "output.bias 10"],
            LeNet5.NetworkInfo.Parameters.Select(p => $"{p.Name} {string.Join("×", p.Shape)}"));
        Assert.Equal(117_600 + 240_000 + 48_000 + 7_200 + 600, LeNet5.MultiplyAdds);
    }

    [Fact]
    public void Ten_thousand_inferences_allocate_nothing()
    {
        using LeNet5 network = LeNet5.LoadEmbedded();
        var input = new float[LeNet5.InputLength];
        var output = new float[LeNet5.OutputLength];
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                network.Infer(input, output);
                network.Predict(input);
            }
        }));
    }
}
