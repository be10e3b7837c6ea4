using EdgeNet.Devices.Station.Readings;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Tests.Loop;

/// <summary>Reads what the scene says that is read.</summary>
internal sealed class SceneReader(SceneSource source, FieldPattern pattern) : IRegionReader
{
    public FieldPattern Pattern => pattern;

    public float AcceptThreshold => 0.88f;

    public int Readings { get; private set; }

    public List<(int Width, int Height, byte First)> Views { get; } = new(10);

    public void Read(GreyFrame view, int x, int y, FrameReading reading)
    {
        Readings++;
        if (Views.Count < 10)
            Views.Add((view.Width, view.Height, view.Pixels[0]));
        reading.Clear();
        if (source.Current.Text is not { } text)
            return;
        reading.Add(text, source.Current.Confidence);
        for (int i = 0; i < text.Length; i++)
            reading.Add(new ReadSymbol(text[i], 0.99f, new PixelBox(x + 40 + 10 * i, y + 50, 9, 14)));
    }
}
