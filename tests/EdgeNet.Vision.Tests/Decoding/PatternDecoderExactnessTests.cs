using EdgeNet.Vision.Decoding;
using EdgeNet.Vision.Patterns;

namespace EdgeNet.Vision.Tests.Decoding;

/// <summary>Every probability of the decoder against the sum over all paths.</summary>
public class PatternDecoderExactnessTests
{
    private const int Top = 1000;
    private const int Point = LineClass.Point, Comma = LineClass.Comma, Filler = LineClass.Filler, Other = LineClass.Other, Blank = LineClass.Blank;

    public static TheoryData<string, int, int, int[]> Lines => new()
    {
        { "digits 1", 6, 2, [1, 2, Point, Filler, Other, Blank] },
        { "digits 2", 6, 1, [1, 2, Point, Filler, Other, Blank] },
        { "digits 2", 7, 2, [1, 2, Point, Other, Blank] },
        { "digits 1-3", 6, 3, [1, 2, Comma, Filler, Other, Blank] },
        { "digits 2-3", 8, 2, [1, Point, Comma, Blank] },
        { "digits 3", 5, 2, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
        { "digits 1-4", 4, 3, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, Point, Comma, Filler, Other, Blank] },
        { "zip", 7, 2, [1, 2, 3, Point, Blank] },
        { "zip", 10, 3, [1, 2, Filler, Blank] },
        { "zip", 11, 3, [1, 2, Filler] },
        { "amount 2", 7, 2, [1, 2, Point, Filler, Blank] },
        { "amount 2", 9, 3, [1, 2, Comma, Blank] },
        { "amount 1", 7, 2, [1, 2, Point, Comma, Blank] },
        { "amount 0", 8, 2, [1, Point, Filler, Blank] },
        { "amount 3", 8, 2, [1, 2, Point, Blank] },
        { "lines", 7, 2, [1, 2, Point, Other, Blank] },
        { "lines", 6, 3, [1, 2, 3, Filler, Blank] },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void ProbabilitiesAreSumsOverAllPaths(string pattern, int count, int gap, int[] classes)
    {
        for (int seed = 1; seed <= 2; seed++)
        {
            LineFrames frames = TestLines.Random(seed, count, classes);
            var all = new AllPaths(frames, gap, pattern);
            var decoder = new PatternDecoder(FieldPattern.Parse(pattern), Top, mostOpened: 5000);
            decoder.Decode(frames, gap);
            Assert.Equal(all.None, decoder.None, 1e-10);
            if (pattern == "lines")
                AssertLines(frames, gap, decoder);
            else
                AssertField(all, Assert.Single(decoder.Fields.ToArray()), all.None);
        }
    }

    [Fact]
    public void OfOneFieldAtMostAllAlternativesMakeOne()
    {
        // Four frames hold no two codes of three digits.
        LineFrames frames = TestLines.Random(4, 4, 1, 2, 3, Point, Other, Blank);
        var decoder = new PatternDecoder(FieldPattern.Parse("digits 3"), 1000);
        Assert.True(decoder.Decode(frames, 2));
        DecodedField field = decoder.Fields[0];
        Assert.Equal(decoder.None, field.None, 1e-12);
        Assert.Equal(1, field.None + field.Answers.ToArray().Sum(a => a.Probability), 1e-3);
    }

    [Theory]
    [InlineData(0.01f)]
    [InlineData(0.25f)]
    [InlineData(0f)]
    public void CodesThatDoNotExistAreImprobable(float weight)
    {
        LineFrames frames = TestLines.Random(7, 6, 1, 2, Point, Other, Blank);
        var all = new AllPaths(frames, 2, "digits 2");
        FieldPattern pattern = FieldPattern.Parse("digits 2").WithCodes(CodeList.Of("12", "21", "999"), weight);
        var decoder = new PatternDecoder(pattern, 1000);
        Assert.True(decoder.Decode(frames, 2));
        double Prior(string code) => code is "12" or "21" ? 1 : weight;
        double sum = all.None + all.Mass.Sum(m => m.Value * Prior(m.Key));
        DecodedAnswer[] answers = decoder.Fields[0].Answers.ToArray();
        double least = PatternDecoder.LeastProbability * Math.Min(1, all.None + weight * all.Expected);
        IEnumerable<string> likely = all.Mass.Where(m => m.Value * Prior(m.Key) >= least)
            .OrderByDescending(m => m.Value * Prior(m.Key)).Select(m => m.Key);
        Assert.Equal(likely, answers.Select(a => a.Text.ToString()));
        foreach (DecodedAnswer answer in answers)
        {
            string code = answer.Text.ToString();
            Assert.Equal(all.Mass[code] * Prior(code) / sum, answer.Probability, 1e-9);
            Assert.Equal(code is "12" or "21", answer.IsListed);
        }
    }

    [Theory]
    [InlineData("amount 0", 0.05)]
    [InlineData("amount 2", 0.2)]
    public void AmountsSeldomBeginWithZero(string pattern, double weight)
    {
        LineFrames frames = TestLines.Random(3, 7, 0, 1, Point, Blank);
        var all = new AllPaths(frames, 2, pattern);
        var decoder = new PatternDecoder(FieldPattern.Parse(pattern), 1000, mostOpened: 5000);
        Assert.True(decoder.Decode(frames, 2));
        Assert.Equal(all.None, decoder.None, 1e-10);
        double Prior(string amount) => amount[0] == '0' ? weight : 1;
        double sum = all.None + all.Mass.Sum(m => m.Value * Prior(m.Key));
        DecodedAnswer[] answers = decoder.Fields[0].Answers.ToArray();
        Assert.Contains(answers, a => a.Text[0] == '0');
        Assert.Contains(answers, a => a.Text[0] == '1');
        foreach (DecodedAnswer answer in answers)
        {
            string amount = Identity(answer, all);
            Assert.Equal(all.Mass[amount] * Prior(amount) / sum, answer.Probability, 1e-9);
        }
    }

    private static void AssertField(AllPaths all, DecodedField field, double none)
    {
        double sum = none + all.Expected;
        Assert.Equal(none / sum, field.None, 1e-9);
        DecodedAnswer[] answers = field.Answers.ToArray();
        Dictionary<string, double> found = answers.ToDictionary(a => Identity(a, all), a => a.Probability);
        foreach ((string text, double mass) in all.Mass)
        {
            if (found.TryGetValue(text, out double probability))
                Assert.Equal(mass / sum, probability, 1e-9);
            else if (answers.Length < Top)
                Assert.InRange(mass / sum, 0, 1.001 * PatternDecoder.LeastProbability);
        }

        Assert.True(answers.Length > 0);
        Assert.Equal(found.Count, found.Keys.Intersect(all.Mass.Keys).Count());
        Assert.Equal(answers.Select(a => a.Probability).OrderDescending(), answers.Select(a => a.Probability));
        foreach (DecodedAnswer answer in answers.Take(10))
            AssertPlace(all.BestPlace(Identity(answer, all)), answer);
    }

    private static void AssertLines(LineFrames frames, int gap, PatternDecoder decoder)
    {
        var runs = new LineRuns();
        runs.Find(frames, gap);
        Assert.Equal(runs.Runs.Length, decoder.Fields.Length);
        for (int i = 0; i < runs.Runs.Length; i++)
        {
            var all = new AllPaths(frames, gap, "lines", runs.Runs[i].From, runs.Runs[i].End);
            AssertField(all, decoder.Fields[i], Math.Max(0, 1 - all.Expected));
        }
    }

    /// <summary>An amount is shown as it is written; what it is worth does not have the marks between thousands.</summary>
    private static string Identity(DecodedAnswer answer, AllPaths all)
    {
        string text = answer.Text.ToString();
        string digits = string.Concat(text.Where(c => c is not ('.' or ',')));
        return all.DecimalsOf(text) is > 0 and var places ? digits[..^places] + "." + digits[^places..] : digits;
    }

    private static void AssertPlace(string expected, DecodedAnswer answer)
    {
        foreach (DecodedSymbol symbol in answer.Symbols)
        {
            Assert.InRange(symbol.Center, symbol.Start, symbol.End);
            char shown = symbol.Character == ',' ? '.' : symbol.Character;
            Assert.Equal(new string(shown, symbol.End - symbol.Start + 1), expected[symbol.Start..(symbol.End + 1)]);
            if (char.IsAsciiDigit(shown))
            {
                Assert.True(symbol.Start == 0 || expected[symbol.Start - 1] != shown);
                Assert.True(symbol.End + 1 == expected.Length || expected[symbol.End + 1] != shown);
            }
        }
    }
}
