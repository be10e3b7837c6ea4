using System.Diagnostics;
using EdgeNet.Devices.Events;
using EdgeNet.Devices.Station.Voting;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Loop;

/// <summary>Makes an event of a vote. It allocates: an event is an object that others keep.</summary>
internal sealed class EventMaker(TimeProvider time, bool keepsEvidence)
{
    private const int MostAlternatives = 5;

    // An event's picture, at most: a larger one is thinned out.
    private const int LargestEvidence = 640 * 480;

    private static readonly TimeSpan OldestFrame = TimeSpan.FromHours(1);

    private readonly EventId _ids = new(time);

    /// <summary>Makes an event.</summary>
    /// <param name="task">The region, its vote decided.</param>
    /// <param name="isAccepted">Whether there is a text.</param>
    /// <param name="source">The camera's name.</param>
    /// <param name="frame">The last frame.</param>
    internal ReadingEvent Make(RegionTask task, bool isAccepted, string source, GreyFrame frame)
    {
        IFrameVote vote = task.Vote;
        TimeSpan age = Stopwatch.GetElapsedTime(task.FirstCaptured);
        // Times of a recording are no times of today.
        age = age < TimeSpan.Zero || age > OldestFrame ? TimeSpan.Zero : age;
        return new ReadingEvent
        {
            Id = _ids.Next(),
            Time = time.GetUtcNow() - age,
            Source = source,
            Region = task.Spec.Name,
            Pattern = task.Pattern.ToString(),
            Text = isAccepted ? vote.Text.ToString() : null,
            Confidence = vote.Confidence,
            Alternatives = Alternatives(vote, isAccepted),
            Digits = Digits(vote),
            Frames = Math.Max(1, vote.Frames),
            ReadTime = task.MeanReadTime,
            Evidence = keepsEvidence ? Evidence(task, frame) : default,
        };
    }

    /// <summary>The others, and where nothing was accepted the best one too.</summary>
    private static List<EventAlternative> Alternatives(IFrameVote vote, bool isAccepted)
    {
        var alternatives = new List<EventAlternative>();
        if (!isAccepted && vote.Text.Length > 0)
            alternatives.Add(new EventAlternative(vote.Text.ToString(), vote.Confidence));
        for (int i = 0; i < vote.OtherCount && alternatives.Count < MostAlternatives; i++)
        {
            string text = vote.Other(i, out float confidence).ToString();
            alternatives.Add(new EventAlternative(text, confidence));
        }

        return alternatives;
    }

    private static EventDigit[] Digits(IFrameVote vote)
    {
        var digits = new EventDigit[vote.Symbols.Length];
        for (int i = 0; i < digits.Length; i++)
        {
            ReadSymbol symbol = vote.Symbols[i];
            PixelBox box = symbol.Box;
            digits[i] = new EventDigit(symbol.Character, symbol.Confidence, box.X, box.Y, box.Width, box.Height);
        }

        return digits;
    }

    /// <summary>The region; of the whole picture, what is around the field that was read.</summary>
    private static byte[] Evidence(RegionTask task, GreyFrame frame)
    {
        PixelBox box = task.Area;
        if (task.Spec.Box is null && task.Vote.Symbols.Length > 0)
        {
            box = task.Vote.Symbols[0].Box;
            foreach (ReadSymbol symbol in task.Vote.Symbols)
                box = PixelBox.Around(box, symbol.Box);
            box = Grow(box, Math.Max(8, box.Height), frame.Width, frame.Height);
        }

        if (box.Width <= 0 || box.Height <= 0)
            return [];
        int step = 1;
        while ((long)(box.Width / step) * (box.Height / step) > LargestEvidence)
            step++;
        var picture = new GreyPicture(Math.Max(1, box.Width / step), Math.Max(1, box.Height / step));
        for (int y = 0; y < picture.Height; y++)
        {
            ReadOnlySpan<byte> from = frame.Row(box.Y + y * step);
            Span<byte> to = picture.Row(y);
            for (int x = 0; x < to.Length; x++)
                to[x] = from[box.X + x * step];
        }

        using var png = new MemoryStream();
        PictureFile.WritePng(png, picture.Frame);
        return png.ToArray();
    }

    private static PixelBox Grow(PixelBox box, int margin, int width, int height)
    {
        int left = Math.Clamp(box.X - margin, 0, width), top = Math.Clamp(box.Y - margin, 0, height);
        int right = Math.Clamp(box.X + box.Width + margin, 0, width), bottom = Math.Clamp(box.Y + box.Height + margin, 0, height);
        return new PixelBox(left, top, right - left, bottom - top);
    }
}
