using System.Diagnostics;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Station.Tests.Loop;

/// <summary>A camera that shows scenes one after another, ten a second, with a little noise, and then ends.</summary>
internal sealed class SceneSource(params IReadOnlyList<Scene> scenes) : IFrameSource
{
    public const int Width = 160;
    public const int Height = 120;

    private readonly byte[] _pixels = new byte[Width * Height];
    private readonly long _begin = Stopwatch.GetTimestamp();
    private uint _noise = 1;

    public Scene Current { get; private set; } = Scene.Table;

    public int Frames { get; private set; }

    /// <summary>Whether frames come as if they had been taken when they are asked for.</summary>
    public bool IsNow { get; init; }

    /// <summary>Whether they are pictures out of files, which have no time.</summary>
    public bool IsFiles { get; init; }

    public FrameCounts Counts => default;

    public bool TryGetFrame(out SourceFrame frame, CancellationToken cancellation = default)
    {
        frame = default;
        cancellation.ThrowIfCancellationRequested();
        if (Frames == scenes.Count)
            return false;
        Current = scenes[Frames++];
        Current.Before?.Invoke();
        if (Current.Error is { } error)
            throw error;
        Draw(Current);
        long captured = IsFiles ? 0 : IsNow ? Stopwatch.GetTimestamp() : _begin + Frames * Stopwatch.Frequency / 10;
        frame = new SourceFrame("camera", new GreyFrame(_pixels, Width, Height)) { Number = Frames, Captured = captured };
        return true;
    }

    public void Dispose() { }

    private void Draw(Scene scene)
    {
        uint look = (uint)scene.Look * 2654435761;
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                _noise = _noise * 1664525 + 1013904223;
                int grey = 170 + (int)(_noise >> 29);
                // Strokes a few pixels wide, other ones for each look.
                bool isPaper = scene.Look != 0 && y is > 30 and < 90 && x is > 20 and < 140;
                bool isInk = isPaper && (((uint)(x / 6 + y / 6 * 31) * 0x85EBCA6B ^ look) * 0xC2B2AE35 >> 27) < 8;
                _pixels[y * Width + x] = (byte)Math.Clamp((isInk ? 60 : grey) + scene.Light, 0, 255);
            }
        }
    }
}
