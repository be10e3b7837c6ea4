using EdgeNet.Devices.Station.Counters;
using EdgeNet.Devices.Station.Readings;

namespace EdgeNet.Devices.Station.Tests.Counters;

public sealed class CounterFilterTests
{
    private static readonly CounterOptions Water = new() { Digits = 6, MostAnHour = 360 };

    // A frame a second, and a step every 12 s: a little slower than the most.
    private const int FramesAStep = 12;

    [Theory]
    [InlineData(0.01, 1)]
    [InlineData(0.01, 2)]
    [InlineData(0.01, 3)]
    [InlineData(0.1, 1)]
    [InlineData(0.1, 2)]
    [InlineData(0.1, 3)]
    [InlineData(0.1, 4)]
    [InlineData(0.1, 5)]
    [InlineData(0.1, 6)]
    [InlineData(0.1, 7)]
    [InlineData(0.1, 8)]
    [InlineData(0.1, 9)]
    [InlineData(0.1, 10)]
    public void With_wrong_digits_no_accepted_value_breaks_the_rules_and_three_right_frames_heal(double wrong, int seed)
    {
        const int Frames = 10_000;
        var filter = new CounterFilter(Water);
        var readings = new CounterReadings(Water.Digits, seed);
        // It rolls over on the way.
        long start = 999_600, last = -1;
        int lastFrame = 0, right = 0, early = 0, wrongFrames = 0, accepted = 0;
        for (int frame = 0; frame < Frames; frame++)
        {
            long truth = Truth(frame);
            CounterOutcome outcome = filter.Add(readings.Of(truth, wrong), frame);
            wrongFrames += readings.WasRight ? 0 : 1;
            right = readings.WasRight ? right + 1 : 0;
            Assert.NotEqual(CounterOutcome.Corrected, outcome);
            if (outcome == CounterOutcome.Accepted)
            {
                accepted++;
                // The rule, told anew: it grows, rolling over, by no more than the rate allows and two steps beside.
                long steps = last < 0 ? 0 : (filter.Value - last + 1_000_000) % 1_000_000;
                Assert.InRange(steps, 0, (long)(2 + (frame - lastFrame) * Water.MostAnHour / 3600 + 1e-6));
                // Frames that are wrong in the same way may make it step a little early.
                Assert.InRange(Behind(filter.Value, truth), -1, 1);
                early += filter.Value == truth || Behind(filter.Value, truth) > 0 ? 0 : 1;
                (last, lastFrame) = (filter.Value, frame);
            }

            if (right >= 3 && frame > 10)
                Assert.True(
                    Behind(filter.Value, Truth(frame - 2)) <= 0,
                    $"frame {frame}: {filter.Value} stands, right was {truth} for three frames");
        }

        Assert.InRange(wrongFrames, 300 * wrong / 0.01, 700 * wrong / 0.01);
        Assert.InRange(accepted, Frames / 2, Frames);
        Assert.InRange(early, 0, wrong < 0.05 ? 0 : FramesAStep);

        long Truth(int frame) => (start + frame / FramesAStep) % 1_000_000;
        static long Behind(long value, long truth) => ((truth - value + 1_500_000) % 1_000_000) - 500_000;
    }

    [Fact]
    public void A_false_high_value_that_was_accepted_gives_way_to_frames_that_agree()
    {
        // A day without frames makes nearly everything possible, and then ten frames in a row are wrong in the same way.
        var filter = new CounterFilter(Water);
        var readings = new CounterReadings(Water.Digits, seed: 1);
        for (int i = 0; i < 5; i++)
            filter.Add(readings.Of(1_000), i);
        const int Day = 86_400;
        for (int i = 0; i < 10; i++)
            filter.Add(readings.Of(8_003), Day + i);
        Assert.Equal(8_003, filter.Value);
        int needed = 0;
        CounterOutcome outcome;
        do outcome = filter.Add(readings.Of(1_003), Day + 20 + needed++);
        while (outcome == CounterOutcome.Held || filter.Value != 1_003);
        Assert.Equal(CounterOutcome.Corrected, outcome);
        Assert.InRange(needed, 3, 12);
        Assert.Equal(CounterOutcome.Accepted, filter.Add(readings.Of(1_003), Day + 60));
    }

    [Theory]
    [InlineData("901000")]
    [InlineData("001900")]
    [InlineData("111111")]
    public void One_false_high_reading_changes_nothing_and_blocks_nothing(string wrong)
    {
        var filter = new CounterFilter(Water);
        var readings = new CounterReadings(Water.Digits, seed: 1);
        for (int i = 0; i < 5; i++)
            filter.Add(readings.Of(1_000), i);
        CounterOutcome outcome = filter.Add(readings.Read(wrong), 5);
        Assert.NotEqual(CounterOutcome.Corrected, outcome);
        Assert.Equal(1_000, filter.Value);
        Assert.Equal(CounterOutcome.Accepted, filter.Add(readings.Of(1_000), 6));
        for (int i = 7; i < 10; i++)
            filter.Add(readings.Of(1_001), i);
        Assert.Equal(1_001, filter.Value);
    }

    [Fact]
    public void A_counter_that_was_exchanged_is_followed_after_a_few_frames()
    {
        var filter = new CounterFilter(Water);
        var readings = new CounterReadings(Water.Digits, seed: 1);
        for (int i = 0; i < 100; i++)
            filter.Add(readings.Of(543_210), i);
        int needed = 0;
        while (filter.Add(readings.Of(17), 100 + needed++) != CounterOutcome.Corrected)
            Assert.InRange(needed, 0, 10);
        Assert.Equal(17, filter.Value);
    }

    [Fact]
    public void It_falls_by_rolling_over_alone_and_only_where_it_can()
    {
        var readings = new CounterReadings(3, seed: 1);
        foreach (bool rollsOver in (bool[])[true, false])
        {
            var filter = new CounterFilter(
                new CounterOptions
                {
                    Digits = 3,
                    MostAnHour = 3600,
                    RollsOver = rollsOver,
                });
            for (int i = 0; i < 10; i++)
                filter.Add(readings.Of(999), i);
            Assert.Equal(999, filter.Value);
            var outcomes = new List<CounterOutcome>();
            for (int i = 10; i < 25; i++)
                outcomes.Add(filter.Add(readings.Of(0), i));
            Assert.Equal(0, filter.Value);
            Assert.Equal(!rollsOver, outcomes.Contains(CounterOutcome.Corrected));
        }
    }

    [Fact]
    public void Growing_faster_than_it_can_is_not_accepted()
    {
        var filter = new CounterFilter(Water);
        var readings = new CounterReadings(Water.Digits, seed: 1);
        for (int i = 0; i < 60; i++)
            filter.Add(readings.Of(1_000), i);
        // It stood for a minute, and in a second it grows by no more than two steps.
        Assert.NotEqual(CounterOutcome.Corrected, filter.Add(readings.Of(1_006), 60));
        Assert.Equal(1_000, filter.Value);
        // Ten minutes later it may have.
        for (int i = 0; i < 3; i++)
            filter.Add(readings.Of(1_006), 660 + i);
        Assert.Equal(1_006, filter.Value);
    }

    [Fact]
    public void A_long_pause_with_a_large_step_is_found_though_a_digit_is_wrong()
    {
        var filter = new CounterFilter(
            new CounterOptions
            {
                Digits = 8,
                Decimals = 3,
                MostAnHour = 5,
            });
        var readings = new CounterReadings(8, seed: 1);
        for (int i = 0; i < 5; i++)
            filter.Add(readings.Of(12_345_678), i);
        filter.Add(readings.Read("92346999"), 3600);
        filter.Add(readings.Of(12_346_999), 3601);
        filter.Add(readings.Of(12_346_999), 3602);
        Assert.Equal(12_346_999, filter.Value);
        Span<char> text = stackalloc char[16];
        Assert.Equal("12346.999", text[..filter.Format(filter.Value, text)].ToString());
        Assert.Equal("0.005", text[..filter.Format(5, text)].ToString());
    }

    [Fact]
    public void What_was_accepted_before_a_restart_holds_after_it()
    {
        var filter = new CounterFilter(Water);
        filter.Resume(1_000, TimeSpan.FromHours(1));
        var readings = new CounterReadings(Water.Digits, seed: 1);
        Assert.NotEqual(CounterOutcome.Corrected, filter.Add(readings.Of(900), 0));
        Assert.Equal(1_000, filter.Value);
        for (int i = 1; i < 6; i++)
            filter.Add(readings.Of(1_300), i);
        Assert.Equal(1_300, filter.Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => filter.Resume(1_000_000, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => filter.Resume(-1, TimeSpan.Zero));
    }

    [Fact]
    public void What_is_no_value_of_the_counter_is_passed_over()
    {
        var filter = new CounterFilter(Water);
        var readings = new CounterReadings(Water.Digits, seed: 1);
        foreach (string text in (string[])["12345", "1234567", "12-456", "99999999999999999999999999", ""])
            Assert.Equal(CounterOutcome.Held, filter.Add(readings.Read(text), 0));
        Assert.False(filter.HasValue);
        Assert.Equal(0, filter.Confidence);
    }

    [Fact]
    public void An_answer_that_is_second_best_counts_as_well()
    {
        var filter = new CounterFilter(Water);
        var readings = new CounterReadings(Water.Digits, seed: 1);
        for (int i = 0; i < 5; i++)
            filter.Add(readings.Of(1_000), i);
        for (int i = 5; i < 9; i++)
        {
            FrameReading between = readings.Read("001009");
            between.Clear();
            between.Add("001006", 0.5f);
            between.Add("001001", 0.45f);
            filter.Add(between, i);
        }

        Assert.Equal(1_001, filter.Value);
    }

    [Fact]
    public void A_frame_costs_no_memory()
    {
        var filter = new CounterFilter(Water);
        var readings = new CounterReadings(Water.Digits, seed: 1);
        FrameReading reading = readings.Of(1_000);
        int time = 0;
        Assert.Equal(
            0,
            Allocations.Least(() =>
            {
                for (int i = 0; i < 50; i++)
                    filter.Add(reading, time++);
            }));
    }

    [Theory]
    [InlineData(0, 0, 1, 0.99)]
    [InlineData(16, 0, 1, 0.99)]
    [InlineData(6, 6, 1, 0.99)]
    [InlineData(6, -1, 1, 0.99)]
    [InlineData(6, 0, 0, 0.99)]
    [InlineData(6, 0, double.NaN, 0.99)]
    [InlineData(6, 0, double.PositiveInfinity, 0.99)]
    [InlineData(6, 0, 1, 1)]
    [InlineData(6, 0, 1, double.NaN)]
    public void Options_out_of_range_are_refused(int digits, int decimals, double most, double certainty) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new CounterFilter(
                new CounterOptions
                {
                    Digits = digits,
                    Decimals = decimals,
                    MostAnHour = most,
                    Certainty = certainty,
                }));
}
