using EdgeNet.Cli.Evaluation;

namespace EdgeNet.Cli.Tests.Evaluation;

public class ClassScaleTests
{
    [Theory]
    [InlineData("0.1", "0.0", "0.1", "0.2", "0.3")]
    [InlineData("0.5", "-0.5", "0.0", "0.5")]
    [InlineData(null, "0", "1", "2")]
    [InlineData(null, "0.0", "0.1", "0.3")]
    [InlineData(null, "0.0", "0.1", "no digit")]
    [InlineData(null, "0.0", "0.1")]
    [InlineData(null, "0.2", "0.1", "0.0")]
    public void Evenly_spaced_decimal_numbers_are_a_scale(string? step, params string[] names) =>
        Assert.Equal(step, ClassScale.Of(names)?.Step);
}
