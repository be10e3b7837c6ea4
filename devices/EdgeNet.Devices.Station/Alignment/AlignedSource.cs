using System.Numerics;
using EdgeNet.Safety;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Station.Alignment;

/// <summary>
/// A source whose frames lie as a reference picture does, though the camera was knocked a little: two marks are looked for, and the frame
/// is shifted, turned and scaled until they are where they were. So regions, the page's picture and evidence share one picture. Where a
/// mark is not found, as behind a hand, the last place holds, and it is told once. It allocates nothing a frame after the first.
/// </summary>
public sealed class AlignedSource : IFrameSource
{
    // Less than this moves no digit out of its box: the frame is passed on as it is.
    private const float Still = 0.5f;

    private readonly IFrameSource _source;
    private readonly AlignOptions _options;
    private readonly MarkFinder _first;
    private readonly MarkFinder _second;
    private readonly int _width;
    private readonly int _height;
    private readonly FrameBuffer _straight = new();
    private Similarity _place = Similarity.Identity;
    private bool _isLost;

    /// <summary>Straightens a source's frames.</summary>
    /// <param name="source">The camera, disposed with this.</param>
    /// <param name="reference">A frame of the same size, taken when the camera stood as it should.</param>
    /// <param name="options">The marks.</param>
    /// <exception cref="ArgumentException">A mark is none; the message says why.</exception>
    public AlignedSource(IFrameSource source, GreyFrame reference, AlignOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Search, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Search, AlignOptions.MostSearch, nameof(options));
        if (options.Problem(reference.Width, reference.Height) is { } problem)
            throw new ArgumentException(problem, nameof(options));
        (_source, _options, _width, _height) = (source, options, reference.Width, reference.Height);
        _first = new MarkFinder(reference, options.First, options.Search);
        _second = new MarkFinder(reference, options.Second, options.Search);
        if (_first.Find(reference, out _) < options.LeastMatch || _second.Find(reference, out _) < options.LeastMatch)
            throw new ArgumentException("expected marks with edges, found an even area", nameof(options));
    }

    /// <inheritdoc/>
    public FrameCounts Counts => _source.Counts;

    /// <summary>Frames in which a mark was not found.</summary>
    public long Lost { get; private set; }

    /// <summary>How far the frame's farthest corner was from its place last, in pixels.</summary>
    public float Moved { get; private set; }

    /// <inheritdoc/>
    public bool TryGetFrame(out SourceFrame frame, CancellationToken cancellation = default)
    {
        if (!_source.TryGetFrame(out frame, cancellation))
            return false;
        string? news = Look(frame);
        GreyFrame pixels = frame.Pixels;
        if (Moved > Still && pixels.Width == _width && pixels.Height == _height)
        {
            Straighten(pixels);
            pixels = _straight.Frame;
        }

        frame = new SourceFrame(frame.Name, pixels, news is null ? frame.Warnings : [.. frame.Warnings, news])
        {
            Number = frame.Number,
            Captured = frame.Captured,
        };
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    /// <summary>Finds where the frame lies.</summary>
    /// <returns>What is to be told; null for nothing.</returns>
    private string? Look(in SourceFrame frame)
    {
        bool isSize = frame.Pixels.Width == _width && frame.Pixels.Height == _height;
        Vector2 first = default, second = default;
        bool isFound =
            isSize
            && _first.Find(frame.Pixels, out first) >= _options.LeastMatch
            && _second.Find(frame.Pixels, out second) >= _options.LeastMatch;
        if (isFound)
        {
            _place = Similarity.Between(_first.Middle, _second.Middle, first, second);
            Moved = _place.Farthest(_width, _height);
        }
        else
        {
            Lost++;
        }

        if (isFound != _isLost)
            return null;
        _isLost = !isFound;
        string name = PlainText.Escape(frame.Name);
        return true switch
        {
            _ when isFound => $"{name}: the marks are found again",
            _ when isSize =>
                $"{name}: the marks are not found: is something before the camera, or was it turned? Draw the marks anew if it stays so",
            _ => FormattableString.Invariant($"{name}: expected frames of {_width}×{_height}, as the reference picture, found others"),
        };
    }

    /// <summary>Draws the frame as the reference lies, between four pixels each; what was outside of it repeats its edge.</summary>
    private void Straighten(GreyFrame frame)
    {
        Span<byte> to = _straight.Resize(_width, _height);
        Vector2 right = _place.Apply(new Vector2(1, 0)) - _place.Apply(Vector2.Zero);
        for (int y = 0; y < _height; y++)
        {
            Vector2 from = _place.Apply(new Vector2(0.5f, y + 0.5f)) - new Vector2(0.5f);
            for (int x = 0; x < _width; x++, from += right)
            {
                float fx = Math.Clamp(from.X, 0, _width - 1), fy = Math.Clamp(from.Y, 0, _height - 1);
                int left = Math.Min((int)fx, _width - 2), top = Math.Min((int)fy, _height - 2);
                int place = top * frame.Stride + left;
                float sx = fx - left, sy = fy - top;
                ReadOnlySpan<byte> pixels = frame.Pixels;
                float upper = pixels[place] + sx * (pixels[place + 1] - pixels[place]);
                float lower = pixels[place + frame.Stride] + sx * (pixels[place + frame.Stride + 1] - pixels[place + frame.Stride]);
                to[y * _width + x] = (byte)(upper + sy * (lower - upper) + 0.5f);
            }
        }
    }
}
