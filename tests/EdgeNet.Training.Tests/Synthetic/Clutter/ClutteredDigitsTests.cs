using EdgeNet.Compiler.Graph;
using EdgeNet.Description;
using EdgeNet.Training.Data;
using EdgeNet.Training.Synthetic;
using EdgeNet.Training.Synthetic.Clutter;

namespace EdgeNet.Training.Tests.Synthetic.Clutter;

public class ClutteredDigitsTests
{
    private const int Side = 32;

    private readonly Dataset _digits = SyntheticDigits.Create([1, Side, Side], 400, 100);

    [Fact]
    public void The_key_decides_every_pixel()
    {
        ClutteredDigits one = New(), other = New();
        float[] first = new float[Side * Side], second = new float[Side * Side];
        for (int label = 0; label <= ClutteredDigits.NotADigit; label++)
        {
            // What was drawn before does not matter.
            other.Draw((label + 3) % 11, 99, second);
            one.Draw(label, (ulong)(label + 1), first);
            other.Draw(label, (ulong)(label + 1), second);
            Assert.Equal(first, second);
            if (label == ClutteredDigits.NotADigit) continue;
            other.Draw(label, (ulong)(label + 2), second);
            Assert.NotEqual(first, second);
        }
    }

    [Fact]
    public void Every_sample_has_MNISTs_form()
    {
        ClutteredDigits digits = New();
        float[] input = new float[Side * Side];
        int empty = 0;
        for (int i = 0; i < 1100; i++)
        {
            int label = i % 11;
            digits.Draw(label, (ulong)i, input);
            Assert.All(input, value => Assert.InRange(value, 0, 1));
            float mass = input.Sum();
            if (mass == 0)
            {
                Assert.Equal(ClutteredDigits.NotADigit, label);
                empty++;
                continue;
            }

            // Thin strokes of little mass move their centre where what lies past the border is cut.
            Assert.InRange(input.Select((v, p) => v * (p % Side)).Sum() / mass, 9, 22);
            Assert.InRange(input.Select((v, p) => v * (p / Side)).Sum() / mass, 9, 22);
            Assert.True(input.Max() > 0.5f);
        }

        Assert.InRange(empty, 1, 25);
    }

    [Fact]
    public void Crops_are_of_many_sizes_and_tones()
    {
        var scene = new CropScene(new DigitPictures(_digits.Train, _digits.Train.Count));
        int small = 0, large = 0, pale = 0, dark = 0;
        for (int i = 0; i < 300; i++)
        {
            var random = new SampleRandom((ulong)i);
            scene.Draw(i % 11, ref random);
            Assert.InRange(scene.Width, 10, CropScene.MaxSide);
            Assert.InRange(scene.Height, 10, CropScene.MaxSide);
            if (scene.Height < 24) small++;
            if (scene.Height > 40) large++;
            byte least = 255, most = 0;
            foreach (byte pixel in scene.Pixels)
                (least, most) = (Math.Min(least, pixel), Math.Max(most, pixel));
            if (most - least < 70) pale++;
            if (most < 160) dark++;
        }

        Assert.All([small, large, pale, dark], count => Assert.InRange(count, 10, 250));
    }

    [Fact]
    public void A_data_set_gets_cluttered_samples_and_their_class()
    {
        Dataset held = _digits.HoldOut(100, seed: 1);
        Dataset extended = ClutteredDigits.Extend(held, new ClutterOptions { Share = 2, NotDigits = 0.25f }, seed: 1);
        Assert.Equal(11, extended.Classes.Count);
        Assert.Equal(300, extended.PlainCount);
        Assert.Equal(900, extended.Train.Count);
        Assert.Equal(300, extended.Validation!.Count);
        Assert.Same(held.Test, extended.Test);
        for (int i = 0; i < 300; i++)
        {
            Assert.True(extended.Train.Pixels(i).SequenceEqual(held.Train.Pixels(i)));
            Assert.Equal(held.Train.Label(i), extended.Train.Label(i));
        }

        int[] further = extended.Train.Labels[300..].ToArray();
        Assert.InRange(further.Count(label => label == ClutteredDigits.NotADigit), 110, 190);
        Assert.All(Enumerable.Range(0, 10), digit => Assert.InRange(further.Count(label => label == digit), 20, 80));
        // The validation part is drawn once and for all.
        Assert.True(extended.Validation.Pixels(299).ContainsAnyExcept((byte)0));
        Dataset again = ClutteredDigits.Extend(held, new ClutterOptions { Share = 2, NotDigits = 0.25f }, seed: 1);
        Assert.Equal(extended.Signature(), again.Signature());
        Assert.NotEqual(
            extended.Signature(), ClutteredDigits.Extend(held, new ClutterOptions { Share = 2, NotDigits = 0.25f }, seed: 2).Signature());
    }

    [Fact]
    public void Other_data_sets_are_refused()
    {
        var options = new ClutterOptions();
        Dataset small = SyntheticDigits.Create([1, 28, 28], 100, 10).HoldOut(20, 1);
        Assert.Contains("1×28×28", Assert.Throws<TrainingException>(() => ClutteredDigits.Extend(small, options, 1)).Message);
        var two = new Dataset("two", ["a", "b"], _digits.Train.Select([0, 1]), _digits.Train.Select([1, 0]));
        Assert.Contains("found 2 classes", Assert.Throws<TrainingException>(() => ClutteredDigits.Extend(two, options, 1)).Message);
        var lacking = new Dataset("lacking", _digits.Classes, _digits.Train.Select([0, 1, 2]), _digits.Train.Select([1, 0]));
        Assert.Contains("found none of", Assert.Throws<TrainingException>(() => ClutteredDigits.Extend(lacking, options, 1)).Message);
        Assert.Throws<TrainingException>(() => new Trainer(Graph(), new TrainingOptions { Clutter = new() { Share = 0 } }));
        Assert.Throws<TrainingException>(() => new Trainer(Graph(), new TrainingOptions { Clutter = new() { NotDigits = 1 } }));
    }

    [Fact]
    public void Weights_do_not_depend_on_threads()
    {
        var options = new TrainingOptions
        {
            Epochs = 1,
            Clutter = new ClutterOptions(),
            Augmentation = PictureAugmentation.Handwriting,
            ValidationSamples = 100,
            Threads = 1,
        };
        TrainingResult one = new Trainer(Graph(), options).Run(_digits), three = new Trainer(Graph(), options with { Threads = 3 }).Run(_digits);
        foreach (string name in (string[])["output.weight", "output.bias"])
        {
            float[] expected = Read(one.Weights, name), actual = Read(three.Weights, name);
            Assert.Equal(expected, actual);
        }

        Assert.Equal(200, one.Best!.Validation.Samples);

        static float[] Read(IParameterSource weights, string name) => weights.GetParameter(name).ToArray();
    }

    private ClutteredDigits New() => new(new DigitPictures(_digits.Train, _digits.Train.Count));

    private static NetworkGraph Graph() => GraphBuilder.Build(
        new NetworkDescription("Tiny", [1, Side, Side],
            new LayerDescription("Flatten", []),
            new LayerDescription("Dense", [new("units", 11), new("name", "output")]),
            new LayerDescription("Softmax", [])),
        out _)!;
}
