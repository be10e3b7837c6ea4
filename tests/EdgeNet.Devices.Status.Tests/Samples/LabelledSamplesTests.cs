using EdgeNet.Training.Data;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Status.Tests.Samples;

public sealed class LabelledSamplesTests : IDisposable
{
    private const string First = "01KB7M9Q3T8ZC4V5N6W7X8Y9Z0";
    private const string Second = "01KB7M9Q3T8ZC4V5N6W7X8Y9Z1";

    private readonly TestFolder _folder = new();
    private readonly LabelledSamples _samples;

    public LabelledSamplesTests() => _samples = new LabelledSamples(Path.Combine(_folder.Path, "samples"));

    private string Labels => Path.Combine(_samples.Folder, "labels.csv");

    private string Fields => Path.Combine(_samples.Folder, "fields.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_trainer_takes_the_folder_as_it_is()
    {
        Assert.Equal(0, _samples.Count);
        Assert.Equal(SampleKind.Line, _samples.Keep(First, TestReadings.Crop(), "02139"));
        Assert.Equal(SampleKind.Field, _samples.Keep(Second, TestReadings.Crop(), "02139-1234"));
        Assert.Equal(2, _samples.Count);
        var lines = LabelledLineFolder.Read(_samples.Folder, PictureReader.Device);
        Assert.Equal(1, lines.Count);
        Assert.Equal($"file,digits\n{First}.png,02139\n", File.ReadAllText(Labels));
        Assert.Equal($"file,text\n{Second}.png,02139-1234\n", File.ReadAllText(Fields));
    }

    [Fact]
    public void A_sample_is_corrected_again_in_its_place()
    {
        _samples.Keep(First, TestReadings.Crop(), "1");
        _samples.Keep(Second, TestReadings.Crop(), "2");
        _samples.Keep(First, TestReadings.Crop(), "3");
        Assert.Equal($"file,digits\n{First}.png,3\n{Second}.png,2\n", File.ReadAllText(Labels));
        _samples.Keep(First, TestReadings.Crop(), "3.50");
        Assert.Equal($"file,digits\n{Second}.png,2\n", File.ReadAllText(Labels));
        Assert.Equal($"file,text\n{First}.png,3.50\n", File.ReadAllText(Fields));
        _samples.Keep(First, TestReadings.Crop(), "350");
        Assert.Equal($"file,digits\n{Second}.png,2\n{First}.png,350\n", File.ReadAllText(Labels));
        Assert.Equal("file,text\n", File.ReadAllText(Fields));
        Assert.Equal(2, _samples.Count);
    }

    [Fact]
    public void Lines_that_came_from_elsewhere_stay()
    {
        _folder.WriteText("samples/labels.csv", "file,digits,writer\r\nmine.png,123,\"me, myself\"\r\n\r\n");
        _samples.Keep(First, TestReadings.Crop(), "7");
        Assert.Equal($"file,digits,writer\nmine.png,123,\"me, myself\"\n{First}.png,7\n", File.ReadAllText(Labels));
    }

    [Theory]
    [InlineData("../evil", "1")]
    [InlineData("a/b", "1")]
    [InlineData("a,b", "1")]
    [InlineData("", "1")]
    [InlineData(First, "")]
    [InlineData(First, "12a")]
    [InlineData(First, "1\n2")]
    [InlineData(First, "-1")]
    [InlineData(First, "=1+1")]
    [InlineData(First, "١٢")]
    public void What_could_break_out_of_its_cell_or_folder_is_refused(string id, string text)
    {
        Assert.Throws<StationException>(() => _samples.Keep(id, TestReadings.Crop(), text));
        Assert.False(Directory.Exists(_samples.Folder));
    }

    [Fact]
    public void A_crop_that_is_no_picture_is_refused_for_the_trainer_would_stop_at_it()
    {
        Assert.Throws<StationException>(() => _samples.Keep(First, TestReadings.Crop().AsSpan(0, 300), "1"));
        Assert.Throws<StationException>(() => _samples.Keep(First, [], "1"));
        Assert.False(Directory.Exists(_samples.Folder));
    }

    [Fact]
    public void The_number_of_samples_is_bounded_and_old_ones_can_still_be_corrected()
    {
        var two = new LabelledSamples(_samples.Folder, 2);
        two.Keep(First, TestReadings.Crop(), "1");
        two.Keep(Second, TestReadings.Crop(), "2.0");
        var error = Assert.Throws<StationException>(() => two.Keep("third", TestReadings.Crop(), "3"));
        Assert.Contains("at most 2 samples", error.Message, StringComparison.Ordinal);
        two.Keep(First, TestReadings.Crop(), "4");
        Assert.Equal(2, two.Count);
        Assert.False(File.Exists(Path.Combine(_samples.Folder, "third.png")));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_a_sentence()
    {
        _folder.WriteText("samples", "a file where the folder should be");
        var error = Assert.Throws<StationException>(() => _samples.Keep(First, TestReadings.Crop(), "1"));
        Assert.StartsWith("The sample cannot be kept: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _samples.Count);
    }

    [Fact]
    public void A_label_file_of_gigabytes_is_not_read()
    {
        Directory.CreateDirectory(_samples.Folder);
        using (FileStream file = File.Create(Labels))
            file.SetLength(5L << 30);
        var error = Assert.Throws<StationException>(() => _samples.Keep(First, TestReadings.Crop(), "1"));
        Assert.Contains("at most", error.Message, StringComparison.Ordinal);
    }
}
