using EdgeNet.Devices.Station.Readings;
using EdgeNet.Devices.Station.Voting;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Tests.Voting;

public sealed class FieldVoteTests
{
    private readonly FieldVote _vote = new(new VoteOptions { Frames = 3, MostFrames = 6 }, 0.88f, 96);
    private readonly FrameReading _reading = new();

    [Fact]
    public void Frames_that_agree_are_accepted_and_no_sooner()
    {
        Add(("02139", 0.95f));
        Add(("02139", 0.97f));
        Assert.Equal(VoteState.Open, _vote.State);
        Add(("02139", 0.96f));
        Assert.Equal((VoteState.Accepted, "02139", 3), (_vote.State, _vote.Text.ToString(), _vote.Frames));
        Assert.InRange(_vote.Confidence, 0.95f, 0.97f);
    }

    [Fact]
    public void One_wrong_frame_is_outvoted()
    {
        Add(("02139", 0.97f));
        Add(("02189", 0.97f), ("02139", 0.02f));
        Assert.Equal(VoteState.Open, _vote.State);
        for (int i = 0; i < 9; i++)
            Add(("02139", 0.97f));
        Assert.Equal((VoteState.Accepted, "02139"), (_vote.State, _vote.Text.ToString()));
        Assert.Equal("02189", _vote.Other(0, out float confidence).ToString());
        Assert.InRange(confidence, 0.001f, 0.05f);
        Assert.Equal(1, _vote.OtherCount);
    }

    [Fact]
    public void Frames_that_are_rather_sure_do_not_make_each_other_surer()
    {
        for (int i = 0; i < 6; i++)
            Add(("02139", 0.8f), ("02189", 0.2f));
        Assert.Equal(VoteState.Rejected, _vote.State);
        Assert.Equal(0.8f, _vote.Confidence, 0.001);
    }

    [Fact]
    public void No_field_after_all_frames_is_nothing()
    {
        Add();
        for (int i = 0; i < 4; i++)
            Add(("4", 0.05f));
        Assert.Equal(VoteState.Open, _vote.State);
        Add();
        Assert.Equal(VoteState.Nothing, _vote.State);
    }

    [Fact]
    public void Clearing_begins_anew()
    {
        for (int i = 0; i < 3; i++)
            Add(("02139", 0.99f));
        _vote.Clear();
        Assert.Equal((VoteState.Open, 0, 0f, ""), (_vote.State, _vote.Frames, _vote.Confidence, _vote.Text.ToString()));
        for (int i = 0; i < 3; i++)
            Add(("10001", 0.99f));
        Assert.Equal((VoteState.Accepted, "10001", 0), (_vote.State, _vote.Text.ToString(), _vote.OtherCount));
    }

    [Fact]
    public void Of_very_many_texts_the_likely_ones_stay()
    {
        var vote = new FieldVote(new VoteOptions { Frames = 3, MostFrames = 1000 }, 0.5f, 96);
        for (int i = 0; i < 900; i++)
        {
            _reading.Clear();
            _reading.Add("77777", 0.6f);
            for (int k = 0; k < 4; k++)
                _reading.Add($"{i * 4 + k:D5}", 0.1f - k * 0.01f);
            vote.Add(_reading, i);
        }

        Assert.Equal((VoteState.Accepted, "77777"), (vote.State, vote.Text.ToString()));
        Assert.InRange(vote.OtherCount, 4, 15);
        float last = 1;
        for (int i = 0; i < vote.OtherCount; i++)
        {
            vote.Other(i, out float confidence);
            Assert.InRange(confidence, 0, last);
            last = confidence;
        }
    }

    [Fact]
    public void The_digits_are_those_of_the_surest_frame()
    {
        for (int i = 0; i < 3; i++)
        {
            _reading.Clear();
            _reading.Add("5", i == 1 ? 0.99f : 0.9f);
            _reading.Add(new ReadSymbol('5', 0.9f, new PixelBox(i, 0, 1, 1)));
            _vote.Add(_reading, i);
        }

        Assert.Equal(1, Assert.Single(_vote.Symbols.ToArray()).Box.X);
    }

    [Fact]
    public void A_frame_costs_no_memory()
    {
        Assert.Equal(
            0,
            Allocations.Least(() =>
            {
                for (int i = 0; i < 20; i++)
                    Add(("02139", 0.9f), ("02189", 0.1f));
                _vote.Clear();
            }));
    }

    private void Add(params ReadOnlySpan<(string Text, float Confidence)> answers)
    {
        _reading.Clear();
        foreach ((string text, float confidence) in answers)
            _reading.Add(text, confidence);
        _vote.Add(_reading, 0);
    }
}
