using EdgeNet.Models;
using EdgeNet.Tests.Shared;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Tests.Readings;

public sealed class ReadingLoopTests
{
    private const int Frames = 5;

    [Fact]
    public void ALostFrameIsReportedAndTheOthersRead()
    {
        var sink = new CountingSink();
        FieldReader reader = Reader();
        Assert.False(ReadingLoop.Run(new CameraLike(losing: 2), reader, sink));
        Assert.Equal((Frames - 1, 1), (sink.Readings, sink.Errors));
        Assert.True(ReadingLoop.Run(new CameraLike(losing: -1), reader, sink));
    }

    [Fact]
    public void AWarningIsToldAndTheFrameIsRead()
    {
        using var folder = new TestFolder();
        string path = folder.WritePicture("a.png", 64, 48);
        File.AppendAllText(path, "more");
        var sink = new CountingSink();
        FieldReader reader = Reader();
        Assert.True(ReadingLoop.Run(new PictureSource([path]), reader, sink));
        Assert.Equal((1, 1, 0), (sink.Warnings, sink.Readings, sink.Errors));
    }

    [Fact]
    public void AFrameCostsNoMemoryAfterTheFirst()
    {
        FieldReader reader = Reader();
        var sink = new CountingSink();
        ReadingLoop.Run(new CameraLike(losing: -1), reader, sink);
        Assert.Equal(0, Allocations.Least(() =>
        {
            var camera = new CameraLike(losing: -1);
            return () => ReadingLoop.Run(camera, reader, sink);
        }));
    }

    [Fact]
    public void CancellationEndsIt()
    {
        using var cancellation = new CancellationTokenSource();
        var sink = new CountingSink { AfterReading = cancellation.Cancel };
        FieldReader reader = Reader();
        Assert.Throws<OperationCanceledException>(() => ReadingLoop.Run(new CameraLike(losing: -1), reader, sink, cancellation.Token));
        Assert.Equal(1, sink.Readings);
    }

    private static FieldReader Reader() =>
        new(DigitLine.Create(new RandomParameters(DigitLine.NetworkInfo, seed: 1)), digits: null, FieldPattern.Zip);

    /// <summary>A source as a camera is one: its own buffer, rows further apart than they are wide, and now and then a frame that is lost.</summary>
    private sealed class CameraLike(int losing) : IFrameSource
    {
        private const int Width = 321;
        private const int Height = 240;
        private const int Stride = 384;

        private readonly byte[] _buffer = new byte[Stride * Height];
        private int _frame;

        public FrameCounts Counts => new() { Frames = _frame };

        public bool TryGetFrame(out SourceFrame frame, CancellationToken cancellation = default)
        {
            cancellation.ThrowIfCancellationRequested();
            frame = default;
            if (_frame == Frames) return false;
            _buffer.AsSpan().Fill(200);
            // Some ink, so that there is something to look at.
            for (int y = 100; y < 140; y++) _buffer.AsSpan(y * Stride + 60, 6).Fill(30);
            if (_frame++ == losing) throw new FrameException("camera", "camera: a frame was lost");
            frame = new SourceFrame("camera", new GreyFrame(_buffer, Width, Height, Stride));
            return true;
        }

        public void Dispose()
        {
        }
    }

    private sealed class CountingSink : IReadingSink
    {
        private readonly ReadingJson _json = new();

        public int Readings { get; private set; }

        public int Errors { get; private set; }

        public int Warnings { get; private set; }

        public Action? AfterReading { get; init; }

        public void OnReading(string name, DigitReading reading, TimeSpan time)
        {
            Readings++;
            _json.Format(name, reading, time);
            AfterReading?.Invoke();
        }

        public void OnWarning(string message) => Warnings++;

        public void OnError(FrameException error) => Errors++;
    }
}
