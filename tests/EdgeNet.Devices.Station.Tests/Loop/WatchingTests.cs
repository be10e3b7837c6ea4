using EdgeNet.Devices.Events;
using EdgeNet.Devices.Station.Counters;
using EdgeNet.Devices.Station.Loop;
using EdgeNet.Devices.Station.Regions;
using EdgeNet.Devices.Station.Triggers;
using EdgeNet.Devices.Station.Voting;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Tests.Loop;

public sealed class WatchingTests
{
    private static readonly Scene Letter = new(1, "02139");
    private static readonly Scene Hand = new(77, null);

    [Fact]
    public void A_letter_that_lies_still_is_one_event_and_the_next_one_another() =>
        AssertTold("02139 10001", [Times(Scene.Table, 20), Times(Letter, 100), Times(Scene.Table, 20), Times(new Scene(2, "10001"), 30)]);

    [Fact]
    public void Two_letters_of_one_code_are_two_events() =>
        AssertTold("02139 02139", [Times(Letter, 30), Times(Hand, 1), Times(new Scene(3, "02139"), 30)]);

    [Fact]
    public void A_letter_that_was_away_is_a_new_one() =>
        AssertTold("02139 02139", [Times(Letter, 30), Times(Scene.Table, 20), Times(Letter, 30)]);

    [Fact]
    public void A_hand_that_goes_by_makes_no_new_letter() =>
        AssertTold("02139", [Times(Letter, 30), Times(Hand, 1), Times(new Scene(78, null), 1), Times(Letter, 80)]);

    [Fact]
    public void Light_that_changes_makes_no_new_letter()
    {
        IEnumerable<Scene> dusk = Enumerable.Range(0, 200).Select(i => Letter with { Light = -i / 2 });
        AssertTold("02139", [Times(Letter, 10), dusk]);
        // A lamp that is switched on.
        AssertTold("02139", [Times(Letter, 30), Times(Letter with { Light = 60 }, 60)]);
    }

    [Fact]
    public void Another_text_without_a_movement_is_another_value() =>
        AssertTold("02139 02140", [Times(Letter, 30), Times(new Scene(1, "02140"), 60)]);

    [Fact]
    public void One_wrong_frame_is_no_event() =>
        AssertTold("02139", [Times(Letter, 2), Times(new Scene(1, "02189"), 1), Times(Letter, 60)]);

    [Fact]
    public void An_empty_table_is_no_event_and_is_not_read_all_the_time()
    {
        using TestStation station = Run([Times(Scene.Table, 300)]);
        Assert.Empty(station.Events);
        Assert.InRange(station.Readers[0].Readings, 12, 60);
        Assert.InRange(station.Loop.Counts.Same, 240, 290);
    }

    [Fact]
    public void What_cannot_be_read_is_rejected_once_and_told_again_when_it_can()
    {
        Scene faint = new(1, "02139", 0.5f);
        using TestStation station = Run([Times(faint, 200)]);
        Assert.Equal("?", station.Texts);
        ReadingEvent rejected = station.Events[0];
        Assert.Equal((0.5f, "02139"), (rejected.Confidence, rejected.Alternatives[0].Text));
        AssertTold("? 02139", [Times(faint, 100), Times(Letter, 100)]);
        // It was tried for a while before it was given up.
        AssertTold("02139", [Times(faint, 20), Times(Letter, 60)]);
    }

    [Fact]
    public void What_moves_is_not_read()
    {
        using TestStation station = Run([Enumerable.Range(1, 60).Select(i => new Scene(i, "02139"))]);
        Assert.Empty(station.Events);
        Assert.InRange(station.Readers[0].Readings, 0, 1);
        Assert.InRange(station.Loop.Counts.Moving, 59, 60);
    }

    [Fact]
    public void With_one_frame_a_letter_every_frame_stands_for_itself()
    {
        var options = new StationOptions
        {
            Vote = new VoteOptions { Frames = 1, MostFrames = 1 },
        };
        using TestStation station = Run([Enumerable.Range(1, 54).Select(i => new Scene(i, $"{i:D5}"))], options);
        Assert.Equal(string.Join(" ", Enumerable.Range(1, 54).Select(i => $"{i:D5}")), station.Texts);
    }

    [Fact]
    public void Every_picture_out_of_a_file_is_an_event_of_its_own()
    {
        Scene[] files = [Letter, Letter, new(2, "10001"), new(3, "90210", 0.5f), Scene.Table];
        using var station = new TestStation(new SceneSource(files) { IsFiles = true });
        Assert.Equal("02139 02139 10001 ? ?", station.Run().Texts);
    }

    [Fact]
    public void After_motion_alone_it_does_not_read_what_the_light_does()
    {
        var options = new StationOptions { Trigger = TriggerKind.Motion };
        using TestStation station = Run([Times(Letter, 20), Times(new Scene(1, "99999"), 100)], options);
        Assert.Equal("02139", station.Texts);
        using TestStation moved = Run([Times(Letter, 20), Times(Hand, 1), Times(new Scene(2, "10001"), 20)], options);
        Assert.Equal("02139 10001", moved.Texts);
    }

    [Fact]
    public void An_event_says_what_where_when_and_shows_it()
    {
        DateTimeOffset before = DateTimeOffset.UtcNow.AddSeconds(-1);
        using TestStation station = Run([Times(Letter, 10)]);
        ReadingEvent reading = Assert.Single(station.Events);
        Assert.Equal(("camera", null, "zip", "02139", 3), (reading.Source, reading.Region, reading.Pattern, reading.Text, reading.Frames));
        Assert.Equal(0.97f, reading.Confidence, 0.001);
        Assert.Equal(26, reading.Id.Length);
        Assert.InRange(reading.Time, before, DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.Equal(("02139", 40, 50), (string.Concat(reading.Digits.Select(d => d.Character)), reading.Digits[0].X, reading.Digits[0].Y));
        GreyPicture evidence = PictureFile.Read(reading.Evidence.Span, "evidence");
        Assert.Equal((49 + 2 * 14, 14 + 2 * 14), (evidence.Width, evidence.Height));
    }

    [Fact]
    public void Regions_are_cut_out_in_place_and_named()
    {
        RegionSpec[] regions =
        [
            new()
            {
                Name = "left",
                Box = new PixelBox(10, 20, 60, 80),
                Pattern = FieldPattern.Parse("digits 5"),
            },
            new()
            {
                Name = "edge",
                Box = new PixelBox(120, 100, 500, 500),
                Pattern = FieldPattern.Parse("digits 4-6"),
            },
            new()
            {
                Name = "outside",
                Box = new PixelBox(500, 500, 10, 10),
                Pattern = FieldPattern.Zip,
            },
        ];
        using TestStation station = Run([Times(Letter, 10)], null, regions);
        Assert.Equal("left=02139 edge=02139", station.Texts);
        Assert.Equal(
            ((60, 80), (40, 20)),
            (
                (station.Readers[0].Views[0].Width, station.Readers[0].Views[0].Height),
                (station.Readers[1].Views[0].Width, station.Readers[1].Views[0].Height)));
        Assert.Equal(("digits 4-6", 160, 150), (station.Events[1].Pattern, station.Events[1].Digits[0].X, station.Events[1].Digits[0].Y));
        GreyPicture evidence = PictureFile.Read(station.Events[0].Evidence.Span, "evidence");
        Assert.Equal((60, 80), (evidence.Width, evidence.Height));
        Assert.Equal(0, station.Readers[2].Readings);
    }

    [Fact]
    public void A_counter_is_told_when_its_value_changes_and_wrong_frames_pass()
    {
        var random = new Random(1);
        var scenes = new List<Scene>();
        for (int i = 0; i < 600; i++)
        {
            string right = $"{1234 + i / 150:D6}";
            string text = random.Next(5) == 0 ? $"{random.Next(1_000_000):D6}" : right;
            scenes.Add(new Scene(1 + i / 150, text));
        }

        var counter = new RegionSpec
        {
            Name = "water",
            Box = new PixelBox(0, 0, 160, 120),
            Pattern = FieldPattern.Parse("digits 6"),
            Counter = new CounterOptions
            {
                Digits = 6,
                Decimals = 1,
                MostAnHour = 100,
            },
        };
        using TestStation station = Run([scenes], null, counter);
        Assert.Equal("water=123.4 water=123.5 water=123.6 water=123.7", station.Texts);
        Assert.Equal(0, station.Loop.Counts.Corrections);
    }

    [Fact]
    public void A_counter_goes_on_where_it_was_and_tells_a_correction()
    {
        var counter = new RegionSpec
        {
            Name = "water",
            Pattern = FieldPattern.Parse("digits 6"),
            Counter = new CounterOptions { Digits = 6, MostAnHour = 100 },
        };
        using var station = new TestStation(new SceneSource([.. Times(new Scene(1, "001200"), 100)]), null, counter);
        Assert.False(station.Loop.ResumeCounter("gas", 5, TimeSpan.Zero));
        Assert.False(station.Loop.ResumeCounter("water", 1_000_000, TimeSpan.Zero));
        Assert.True(station.Loop.ResumeCounter("water", 5_000, TimeSpan.FromMinutes(1)));
        station.Run();
        Assert.Equal("water=1200", station.Texts);
        Assert.Equal(1, station.Loop.Counts.Corrections);
        Assert.Contains("counter 'water': 1200 does not follow from the value before", Assert.Single(station.Told));
    }

    [Fact]
    public void Frames_cost_no_memory_unless_they_make_an_event()
    {
        Scene[] scenes = [.. Times(Letter, 20), .. Times(Hand, 1), .. Times(Letter, 400), .. Times(Scene.Table, 1), .. Times(Letter, 1)];
        long begin = 0, least = long.MaxValue;
        scenes[25] = scenes[25] with { Before = () => begin = GC.GetAllocatedBytesForCurrentThread() };
        scenes[420] = scenes[420] with { Before = () => least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - begin) };
        for (int i = 0; i < 5; i++)
        {
            using var station = new TestStation(new SceneSource(scenes));
            Assert.Equal("02139", station.Run().Texts);
            Assert.InRange(station.Loop.Counts.Readings, 20, 200);
        }

        Assert.Equal(0, least);
    }

    private static IEnumerable<Scene> Times(Scene scene, int count) => Enumerable.Repeat(scene, count);

    private static TestStation Run(IEnumerable<IEnumerable<Scene>> scenes, StationOptions? options = null, params RegionSpec[] regions) =>
        new TestStation(new SceneSource([.. scenes.SelectMany(s => s)]), options, regions).Run();

    private static void AssertTold(string expected, IEnumerable<IEnumerable<Scene>> scenes)
    {
        using TestStation station = Run(scenes);
        Assert.Equal(expected, station.Texts);
    }
}
