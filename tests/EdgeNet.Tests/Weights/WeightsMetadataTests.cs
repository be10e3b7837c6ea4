using System.Buffers.Binary;
using System.Text;

namespace EdgeNet.Tests.Weights;

public sealed class WeightsMetadataTests
{
    private static readonly WeightsMetadata Whole = new()
    {
        Classes = ["cat", "dog\u001b[2J", "ключ \"x\"", ""],
        Preparation = new InputPreparation(InputKind.Picture, [3, 4, 5])
        {
            Fit = PictureFit.Fill,
            Color = PictureColor.Bgr,
            Inversion = PictureInversion.BrightPaper,
            Mean = [0.485f, 0.456f, 0.406f],
            Deviation = [0.229f],
        },
        DataSet = "photos",
        Accuracy = new WeightsAccuracy("cross-validation", 93, 100),
        Date = new DateOnly(2026, 11, 29),
        Version = "0.1.0",
    };

    [Fact]
    public void What_is_written_is_read()
    {
        SafetensorsFile file = SafetensorsFile.Read(Write(Whole), "w");
        WeightsMetadata read = file.Metadata;
        Assert.Equal(Whole.Classes, read.Classes);
        Assert.Equal((Whole.DataSet, Whole.Accuracy, Whole.Date, Whole.Version), (read.DataSet, read.Accuracy, read.Date, read.Version));
        InputPreparation expected = Whole.Preparation!, found = read.Preparation!;
        Assert.Equal((expected.Kind, expected.Fit, expected.Color, expected.Inversion), (found.Kind, found.Fit, found.Color, found.Inversion));
        Assert.Equal(expected.Shape, found.Shape);
        Assert.Equal(expected.Mean, found.Mean);
        Assert.Equal(expected.Deviation, found.Deviation);
        Assert.Equal(("cat", "class 4", "class -1"), (read.NameOf(0), read.NameOf(4), read.NameOf(-1)));
        Assert.Equal(1f, file.GetParameter("a")[0]);
    }

    [Fact]
    public void Resizing_of_numbers_and_features_of_sound_are_kept()
    {
        var series = new InputPreparation(InputKind.Values, [2, 7]) { Resize = NumberResize.Pad };
        Assert.Equal(NumberResize.Pad, SafetensorsFile.Read(Write(new() { Preparation = series }), "w").Metadata.Preparation!.Resize);
        var features = new SoundFeatures { Rate = 8000, Window = 256, Stride = 128, Bands = 20, Lowest = 50, Highest = 3500, AreCepstral = false };
        var sound = new InputPreparation(InputKind.Sound, [1, 30, 20]) { Sound = features };
        byte[] file = Write(new() { Preparation = sound });
        Assert.Equal(features, SafetensorsFile.Read(file, "w").Metadata.Preparation!.Sound);
        Assert.Throws<ArgumentException>(() => Write(new() { Preparation = sound with { Sound = features with { Stride = 0 } } }));
        Assert.Throws<ArgumentException>(() => Write(new() { Preparation = sound with { Sound = null } }));
        foreach (string bad in new[] { "[8000,256,999,20,50,3500,0]", "[8000,256,128,20,50,9500,0]", "[8000,256,1.5,20,50,3500,0]", "[8000,256,128,20,50,3500,7]" })
        {
            byte[] other = Rewrite(file, "[8000,256,128,20,50,3500,0]", bad);
            Assert.Throws<WeightsException>(() => SafetensorsFile.Read(other, "w").Metadata);
        }
    }

    [Fact]
    public void What_outputs_stand_for_is_kept_where_they_are_no_classes()
    {
        byte[] file = Write(new() { Outputs = TargetKind.Numbers, Classes = ["height"] });
        Assert.Equal(TargetKind.Numbers, SafetensorsFile.Read(file, "w").Metadata.Outputs);
        byte[] other = Rewrite(file, "\"edgenet.outputs\":\"numbers\"", "\"edgenet.outputs\":\"letters\"");
        Assert.Contains("edgenet.outputs: expected classes, numbers or labels",
            Assert.Throws<WeightsException>(() => SafetensorsFile.Read(other, "w").Metadata).Message, StringComparison.Ordinal);
        Assert.Equal(-1, Encoding.UTF8.GetString(Write(Whole)).IndexOf("edgenet.outputs", StringComparison.Ordinal));
    }

    [Fact]
    public void Files_without_it_have_none()
    {
        WeightsMetadata none = SafetensorsFile.Read(Write(null), "w").Metadata;
        Assert.Empty(none.Classes);
        Assert.Null(none.Preparation);
        Assert.Null(SafetensorsFile.Read(SafetensorsBytes.Foreign(), "w").Metadata.Date);
    }

    [Fact]
    public void Others_entries_and_later_ones_of_this_project_are_passed_over()
    {
        byte[] file = Rewrite(Write(Whole), "\"edgenet.version\":\"0.1.0\"", "\"edgenet.vision2\":\"0.1.0\"");
        Assert.Null(SafetensorsFile.Read(file, "w").Metadata.Version);
        byte[] other = Rewrite(Write(Whole), "\"edgenet.version\":\"0.1.0\"", "\"another.tools1\":\"0.1.0\" ");
        Assert.Null(SafetensorsFile.Read(other, "w").Metadata.Version);
    }

    [Theory]
    [InlineData("edgenet.classes", "[\"a\",1]")]
    [InlineData("edgenet.classes", "{\"a\":1}")]
    [InlineData("edgenet.classes", "[\"a\"")]
    [InlineData("edgenet.classes", "[[\"a\"]]")]
    [InlineData("edgenet.classes", "")]
    [InlineData("edgenet.preparation", "{\"kind\":\"picture\"}")]
    [InlineData("edgenet.preparation", "{\"kind\":\"picture\",\"shape\":[2,4,4]}")]
    [InlineData("edgenet.preparation", "{\"kind\":\"picture\",\"shape\":[1,0,4]}")]
    [InlineData("edgenet.preparation", "{\"kind\":\"picture\",\"shape\":[1,65536,65536]}")]
    [InlineData("edgenet.preparation", "{\"kind\":\"picture\",\"shape\":[1,4,1e300]}")]
    [InlineData("edgenet.preparation", "{\"kind\":\"magic\",\"shape\":[1,4,4]}")]
    [InlineData("edgenet.preparation", "{\"kind\":\"picture\",\"shape\":[1,4,4],\"rotate\":\"left\"}")]
    [InlineData("edgenet.preparation", "{\"kind\":\"picture\",\"shape\":[1,4,4],\"deviation\":[0]}")]
    [InlineData("edgenet.preparation", "{\"kind\":\"picture\",\"shape\":[1,4,4],\"mean\":[1,2]}")]
    [InlineData("edgenet.preparation", "{\"kind\":\"picture\",\"shape\":[1,4,4],\"color\":\"rgb\"}")]
    [InlineData("edgenet.accuracy", "test 3/0")]
    [InlineData("edgenet.accuracy", "test 4/3")]
    [InlineData("edgenet.accuracy", "test 99999999999/3")]
    [InlineData("edgenet.date", "tomorrow")]
    public void Damaged_entries_are_named(string key, string value)
    {
        byte[] file = WithEntry(key, value);
        using SafetensorsFile read = SafetensorsFile.Read(file, "w.safetensors");
        string message = Assert.Throws<WeightsException>(() => read.Metadata).Message;
        Assert.StartsWith("w.safetensors: ", message, StringComparison.Ordinal);
        Assert.Contains(key, message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_a_user_needs_is_refused()
    {
        Assert.Throws<WeightsException>(() => SafetensorsFile.Read(WithEntry("edgenet.classes", new string('x', (16 << 20) + 1)), "w"));
        using SafetensorsFile many = SafetensorsFile.Read(WithEntry("edgenet.classes", "[" + string.Join(',', Enumerable.Repeat("\"\"", 100_001)) + "]"), "w");
        Assert.Throws<WeightsException>(() => many.Metadata);
        using SafetensorsFile name = SafetensorsFile.Read(WithEntry("edgenet.classes", "[\"" + new string('x', 1001) + "\"]"), "w");
        Assert.Throws<WeightsException>(() => name.Metadata);
        Assert.Throws<ArgumentException>(() => Write(new WeightsMetadata { Classes = [new string('x', 1001)] }));
    }

    [Fact]
    public void Every_flipped_bit_of_the_header_is_found()
    {
        byte[] file = Write(Whole);
        int header = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        for (int i = 8; i < 8 + header; i++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                file[i] ^= (byte)(1 << bit);
                Assert.Throws<WeightsException>(() => SafetensorsFile.Read(file, "w").Metadata);
                file[i] ^= (byte)(1 << bit);
            }
        }
    }

    private static byte[] Write(WeightsMetadata? metadata)
    {
        var stream = new MemoryStream();
        TensorArrays arrays = new TensorArrays().Add("a", [1], 1);
        SafetensorsWriter.Write(stream, arrays.Tensors, arrays, "f1", metadata);
        return stream.ToArray();
    }

    /// <summary>A file with one entry of metadata and a right checksum.</summary>
    private static byte[] WithEntry(string key, string value)
    {
        string header = """{"__metadata__":{"edgenet.checksum":"00000000","edgenet.fingerprint":"1",""" + Json(key) + ":" + Json(value) + "}}";
        return Signed(SafetensorsBytes.File(header));

        static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);
    }

    private static byte[] Rewrite(byte[] file, string old, string text)
    {
        Assert.Equal(old.Length, text.Length);
        string latin = Encoding.Latin1.GetString(file);
        Assert.Contains(old, latin, StringComparison.Ordinal);
        return Signed(Encoding.Latin1.GetBytes(latin.Replace(old, text, StringComparison.Ordinal)));
    }

    private static byte[] Signed(byte[] file)
    {
        int at = file.AsSpan().IndexOf("\"edgenet.checksum\":\""u8) + "\"edgenet.checksum\":\"".Length;
        "00000000"u8.CopyTo(file.AsSpan(at));
        Crc32C crc = default;
        crc.Append(file);
        Encoding.ASCII.GetBytes(crc.Value.ToString("x8", System.Globalization.CultureInfo.InvariantCulture)).CopyTo(file, at);
        return file;
    }
}
