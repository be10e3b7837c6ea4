using System.Text;
using EdgeNet.Vision.Decoding;
using EdgeNet.Vision.Patterns;

namespace EdgeNet.Vision.Tests.Decoding;

/// <summary>The definition of the decoder's probabilities, by going over every path of a short line. It shares no code with the decoder.</summary>
internal sealed class AllPaths
{
    private const string Shown = "0123456789..-x ";

    private readonly LineFrames _frames;
    private readonly int _gap;
    private readonly string _pattern;
    private readonly int[] _classes;
    private readonly Dictionary<string, double> _placed = [];

    internal AllPaths(LineFrames frames, int gap, string pattern, int from = 0, int end = int.MaxValue)
    {
        _frames = frames;
        _gap = gap;
        _pattern = pattern;
        _classes = [.. Enumerable.Range(0, LineClass.Count).Where(c => frames.Of(c).ToArray().Any(p => p > 0))];
        Visit(new int[frames.Count], 0, 1, from, end);
    }

    /// <summary>Paths that were gone over.</summary>
    internal int Count { get; private set; }

    /// <summary>How often each answer stands on the line in the mean.</summary>
    internal Dictionary<string, double> Mass { get; } = [];

    internal double None { get; private set; }

    internal double Expected => Mass.Values.Sum();

    /// <summary>The likeliest frames of an answer's run, whatever stands around it: a character a frame, points and commas alike, '_' around.</summary>
    internal string BestPlace(string answer) => _placed.Where(p => p.Key.StartsWith(answer + ":", StringComparison.Ordinal)).MaxBy(p => p.Value).Key[(answer.Length + 1)..];

    /// <summary>The decimals of an amount as it is written.</summary>
    internal int DecimalsOf(string text)
    {
        int places = _pattern.StartsWith("amount", StringComparison.Ordinal) ? int.Parse(_pattern[7..]) : 0;
        int mark = text.LastIndexOfAny(['.', ',']);
        return places > 0 && mark >= 0 && text.Length - mark - 1 == places ? places : 0;
    }

    private void Visit(int[] path, int t, double mass, int from, int end)
    {
        if (mass == 0)
            return;
        if (t == path.Length)
        {
            Count++;
            Take(path, mass, from, end);
            return;
        }

        foreach (int c in _classes)
        {
            path[t] = c;
            Visit(path, t + 1, mass * _frames.Of(c)[t], from, end);
        }
    }

    private void Take(int[] path, double mass, int from, int end)
    {
        double none = 1;
        foreach (List<(int Class, int First, int Last)> run in Runs(path))
        {
            if (run[0].First < from || run[0].First >= end)
                continue;
            if (Match(run) is not ({ } answer, var weight))
                continue;
            none *= 1 - weight;
            Mass[answer] = Mass.GetValueOrDefault(answer) + mass * weight;
            string place = answer + ":" + string.Concat(path.Select((c, t) => t < run[0].First || t > run[^1].Last ? '_' : Shown[c]));
            _placed[place] = _placed.GetValueOrDefault(place) + mass * weight;
        }

        None += mass * none;
    }

    private List<List<(int Class, int First, int Last)>> Runs(int[] path)
    {
        var runs = new List<List<(int Class, int First, int Last)>>();
        List<(int Class, int First, int Last)>? run = null;
        for (int t = 0; t < path.Length; t++)
        {
            int c = path[t];
            if (c == LineClass.Blank || t > 0 && path[t - 1] == c)
            {
                if (c != LineClass.Blank && run is not null)
                    run[^1] = run[^1] with { Last = t };
                continue;
            }

            if (run is not null && (c == LineClass.Other || t - run[^1].Last - 1 >= _gap || _pattern == "lines" && c >= LineClass.Digits))
            {
                runs.Add(run);
                run = null;
            }

            if (c < LineClass.Digits)
                run ??= [];
            if (c != LineClass.Other)
                run?.Add((c, t, t));
        }

        if (run is not null)
            runs.Add(run);
        foreach (List<(int Class, int First, int Last)> r in runs)
        {
            while (r[^1].Class >= LineClass.Digits)
                r.RemoveAt(r.Count - 1);
        }

        return runs;
    }

    private (string? Answer, double Weight) Match(List<(int Class, int First, int Last)> run)
    {
        var text = new StringBuilder();
        foreach ((int c, _, _) in run)
        {
            char next = c < LineClass.Digits ? (char)('0' + c) : c == LineClass.Filler ? '-' : '.';
            if (char.IsAsciiDigit(next) || text[^1] != next)
                text.Append(next);
        }

        string[] groups = text.ToString().Split('.');
        string digits = string.Concat(groups);
        double strays = Math.Pow(0.1, groups.Length - 1);
        switch (_pattern.Split(' '))
        {
            case ["lines"]:
                return (digits, 1);
            case ["zip"]:
                return digits.Length == 5 && !digits.Contains('-') || digits.Length == 10 && digits.IndexOf('-') == 5 && digits.Count(c => c == '-') == 1
                    && !text.ToString().Contains(".-") && !text.ToString().Contains("-.") ? (digits, strays) : default;
            case ["digits", var size]:
                int[] bounds = [.. size.Split('-').Select(int.Parse)];
                return digits.All(char.IsAsciiDigit) && digits.Length >= bounds[0] && digits.Length <= bounds[^1] ? (digits, strays) : default;
            case ["amount", var decimals]:
                if (!digits.All(char.IsAsciiDigit))
                    return default;
                int places = int.Parse(decimals);
                bool isDecimal = groups.Length > 1 && places > 0 && groups[^1].Length == places;
                // Padded numbers are no amounts: 0 stands by itself, or before decimals.
                if (digits[0] == '0' && digits.Length > 1 && !(isDecimal && groups is ["0", _]))
                    return default;
                double proper = places == 0 ? 1 : groups.Skip(1).SkipLast(isDecimal ? 1 : 0).Aggregate(1.0, (w, g) => w * (g.Length == 3 ? 1 : 0.1));
                return (isDecimal ? digits[..^places] + "." + digits[^places..] : digits, proper);
            default:
                throw new ArgumentException(_pattern);
        }
    }
}
