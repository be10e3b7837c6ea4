using EdgeNet.Training.Data;

namespace EdgeNet.Training.Tests.Evaluation;

public class ClassAnswersTests
{
    [Fact]
    public void Logits_and_probabilities_give_the_same_answers()
    {
        var images = new ImageSet([1], new byte[3], [0, 1, 2]);
        ClassAnswers logits = new(3, images, logits: true), shares = new(3, images, logits: false);
        float[][] outputs = [[2, 1, 0], [0, 0, 3], [-1, 5, 5]];
        for (int i = 0; i < 3; i++)
        {
            logits.Add(i, outputs[i]);
            double sum = outputs[i].Sum(o => Math.Exp(o));
            shares.Add(i, [.. outputs[i].Select(o => (float)(Math.Exp(o) / sum))]);
        }

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(logits.Answer(i), shares.Answer(i));
            Assert.Equal(logits.Confidence(i), shares.Confidence(i), 1e-6);
            Assert.Equal(logits.OwnProbability(i), shares.OwnProbability(i), 1e-6);
            Assert.Equal(1, logits.Probabilities(i).ToArray().Sum(), 1e-5);
        }

        Assert.Equal([0, 2, 1], Enumerable.Range(0, 3).Select(logits.Answer)); // Of equals the first.
        Assert.Equal(Math.Exp(2) / (Math.Exp(2) + Math.Exp(1) + 1), logits.Confidence(0), 1e-6);
        Assert.Equal([1, 2], logits.Worst(5));
        Assert.Equal([1], logits.Worst(1));
    }

    [Fact]
    public void Outputs_that_are_no_numbers_have_no_confidence()
    {
        var answers = new ClassAnswers(2, new ImageSet([1], new byte[2], [0, 1]), logits: true);
        answers.Add(0, [float.NaN, 1]);
        answers.Add(1, [float.PositiveInfinity, float.PositiveInfinity]);
        Assert.Equal(0, answers.Confidence(0));
        Assert.Equal(0, answers.Confidence(1));
        Assert.Equal(2, answers.Scores().Pictures);
    }

    /// <summary>Class 2 is labelled 0 once, and answered surely.</summary>
    [Fact]
    public void A_label_that_is_contradicted_with_confidence_is_suspected()
    {
        int[] labels = [0, 0, 1, 1, 2, 2, 0];
        var answers = new ClassAnswers(3, new ImageSet([1], new byte[7], labels), logits: false);
        for (int i = 0; i < 7; i++)
        {
            float[] outputs = [0.05f, 0.05f, 0.05f];
            outputs[i == 6 ? 2 : labels[i]] = 0.9f;
            answers.Add(i, outputs);
        }

        SuspectLabel suspect = Assert.Single(answers.Suspects(3));
        Assert.Equal((6, 0, 2), (suspect.Index, suspect.Label, suspect.Other));
        Assert.True(suspect.IsConfident);
        Assert.Empty(answers.Suspects(1));
    }

    /// <summary>
    /// Labels drawn from softmax(z / 2.5), answers softmax(z): the temperature is 2.5, and makes confidence a probability.
    /// </summary>
    [Fact]
    public void The_temperature_that_labels_were_drawn_with_is_found()
    {
        const double Temperature = 2.5;
        const int Samples = 20_000;
        var random = new Random(11);
        float[][] outputs = new float[Samples][];
        int[] labels = new int[Samples];
        for (int i = 0; i < Samples; i++)
        {
            outputs[i] = [.. Enumerable.Range(0, 4).Select(_ => (float)(8 * random.NextDouble()))];
            double[] weights = [.. outputs[i].Select(z => Math.Exp(z / Temperature))];
            double at = random.NextDouble() * weights.Sum();
            while (labels[i] < 3 && (at -= weights[labels[i]]) > 0) labels[i]++;
        }

        var answers = new ClassAnswers(4, new ImageSet([1], new byte[Samples], labels), logits: true);
        for (int i = 0; i < Samples; i++) answers.Add(i, outputs[i]);
        double found = TemperatureFit.Fit(answers);
        Assert.InRange(found, 2.35, 2.65);
        Assert.InRange(answers.Scores().CalibrationError(0), 0.1, 1);
        Assert.InRange(answers.Scores(found).CalibrationError(0), 0, 0.02);
        // A temperature of 1 changes nothing.
        Assert.Equal(answers.Scores().CalibrationError(0), answers.Scores(1).CalibrationError(0), 1e-5);
    }
}
