namespace EdgeNet.Tests.Weights;

public class RandomParametersTests
{
    private static readonly ParameterInfo[] Conv = [new("c1.weight", [16, 6, 5, 5]), new("c1.bias", [16])];

    [Fact]
    public void A_seed_stands_for_its_numbers()
    {
        var first = new RandomParameters(Conv, 1);
        Assert.True(first.GetParameter("c1.weight").SequenceEqual(new RandomParameters(Conv, 1).GetParameter("c1.weight")));
        Assert.False(first.GetParameter("c1.weight").SequenceEqual(new RandomParameters(Conv, 2).GetParameter("c1.weight")));
    }

    [Fact]
    public void Weights_fill_Glorots_range_and_vectors_theirs()
    {
        var parameters = new RandomParameters(Conv, 3);
        float[] weight = parameters.GetParameter("c1.weight").ToArray();
        double bound = Math.Sqrt(6.0 / (6 * 25 + 16 * 25));
        Assert.Equal(2400, weight.Length);
        Assert.All(weight, w => Assert.InRange(w, -bound, bound));
        Assert.InRange(weight.Max(), 0.95 * bound, bound);
        Assert.InRange(weight.Min(), -bound, -0.95 * bound);
        Assert.All(parameters.GetParameter("c1.bias").ToArray(), b => Assert.InRange(b, -0.1f, 0.1f));
    }

    [Fact]
    public void Norms_keep_what_goes_through_them_in_its_range()
    {
        ParameterInfo[] norms =
        [
            new("bn.weight", [500]), new("bn.bias", [500]), new("bn.running_mean", [500]), new("bn.running_var", [500]),
            new("ln.weight", [20, 30]), new("ln.bias", [20, 30]),
        ];
        var parameters = new RandomParameters(norms, 3);
        AssertRange("bn.weight", 0.9f, 1.1f);
        AssertRange("bn.bias", -0.1f, 0.1f);
        AssertRange("bn.running_mean", -0.1f, 0.1f);
        AssertRange("bn.running_var", 0.5f, 1.5f);
        AssertRange("ln.weight", 0.9f, 1.1f);

        void AssertRange(string name, float low, float high)
        {
            float[] values = parameters.GetParameter(name).ToArray();
            Assert.InRange(values.Min(), low, low + 0.1f * (high - low));
            Assert.InRange(values.Max(), high - 0.1f * (high - low), high);
        }
    }

    [Fact]
    public void A_name_that_the_network_has_not_is_an_error() =>
        Assert.Contains("c2.weight", Assert.Throws<WeightsException>(() => new RandomParameters(Conv, 1).GetParameter("c2.weight").Length).Message);
}
