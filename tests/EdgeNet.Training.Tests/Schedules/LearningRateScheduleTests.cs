namespace EdgeNet.Training.Tests.Schedules;

public class LearningRateScheduleTests
{
    [Fact]
    public void Constant_and_step()
    {
        Assert.Equal(1, new ConstantSchedule().Factor(7.3, 10));
        var step = new StepSchedule(3, 0.5);
        Assert.Equal([1, 1, 0.5, 0.25], new[] { 0, 2.99, 3, 8.5 }.Select(e => step.Factor(e, 10)));
    }

    [Fact]
    public void Cosine_warms_up_and_comes_down()
    {
        var cosine = new CosineSchedule(2, 0.1);
        Assert.Equal(0.505, cosine.Factor(1, 10), 1e-9);
        Assert.Equal(1, cosine.Factor(2, 10), 1e-9);
        Assert.Equal(0.55, cosine.Factor(6, 10), 1e-9);
        Assert.Equal(0.1, cosine.Factor(10, 10), 1e-9);
        // A single epoch still comes down.
        Assert.Equal(0.1, cosine.Factor(1, 1), 1e-9);
    }

    [Fact]
    public void One_cycle_peaks_where_it_should()
    {
        var cycle = new OneCycleSchedule(0.25, 0.1, 0.001);
        Assert.Equal(0.1, cycle.Factor(0, 8), 1e-9);
        Assert.Equal(1, cycle.Factor(2, 8), 1e-9);
        Assert.Equal(0.001, cycle.Factor(8, 8), 1e-9);
        Assert.Equal(0.5005, cycle.Factor(5, 8), 1e-9);
    }
}
