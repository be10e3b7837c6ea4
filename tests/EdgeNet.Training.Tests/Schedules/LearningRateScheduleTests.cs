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
    public void Every_schedule_can_warm_up()
    {
        Assert.Equal([0.01, 0.505, 1, 1], new[] { 0, 1, 2, 7.5 }.Select(e => new ConstantSchedule(2).Factor(e, 10)));
        Assert.Equal([0.505, 1, 0.1], new[] { 1, 2.5, 4 }.Select(e => new StepSchedule(3, 0.1, 2).Factor(e, 10)));
        Assert.Equal([0.505, 1], new double[] { 1, 9 }.Select(e => new PlateauSchedule(WarmUp: 2).Factor(e, 10)));
    }

    [Fact]
    public void A_plateau_lowers_the_rate_each_time_that_patience_ends()
    {
        var plateau = new PlateauSchedule(Patience: 2, Gamma: 0.5, Final: 0.2);
        double[] losses = [3, 2, 2.5, 1, 1, 1.1, 0.9, 1, 1, 1, 1, 1, 1];
        double[] factors = [.. Enumerable.Range(0, losses.Length + 1).Select(n => plateau.Reduction(losses[..n]))];
        Assert.Equal([1, 1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.2, 0.2, 0.2], factors);
        Assert.Equal(1, new CosineSchedule().Reduction(losses));
    }

    [Fact]
    public void Numbers_out_of_range_are_named()
    {
        Assert.Equal("Patience of the schedule: expected 1 or more, found 0.", Message(new PlateauSchedule(0)));
        Assert.Equal("Gamma of the schedule: expected above 0, at most 1, found 2.", Message(new StepSchedule(3, 2)));
        Assert.Equal("WarmUp of the schedule: expected a number of 0 or more, found -1.", Message(new ConstantSchedule(-1)));
        Assert.Equal("Peak of the schedule: expected above 0, below 1, found 1.", Message(new OneCycleSchedule(1)));

        static string Message(LearningRateSchedule schedule) => Assert.Throws<TrainingException>(schedule.Check).Message;
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
