using System.Globalization;
using EdgeNet.Devices.Station.Configuration.Sections;
using EdgeNet.Devices.Station.Counters;
using EdgeNet.Devices.Station.Regions;
using EdgeNet.Devices.Station.Voting;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Configuration;

/// <summary>Reads [read] and every [[region]].</summary>
internal static class RegionConfig
{
    // The status page's regions have names of so many letters.
    private const int LongestName = 32;
    private const int LongestUnit = 16;
    private const string OneDigit = "digits 1";

    /// <summary>Reads both.</summary>
    /// <param name="section">[read].</param>
    /// <param name="regions">The regions.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="known">Takes the keys of a region.</param>
    internal static ReadConfig Read(
        SectionReader section,
        IReadOnlyList<TomlSection> regions,
        List<ConfigProblem> problems,
        Dictionary<string, IReadOnlyCollection<string>> known)
    {
        FieldPattern pattern = section.Parsed("pattern", FieldPattern.Zip, FieldPattern.Parse)!;
        float? threshold = (float?)section.OptionalNumber("threshold", 0, 1);
        InkChoice ink = Ink(section, InkChoice.Auto);
        if (section.Parsed<CodeList>("list", null, CodeList.Read) is { } codes)
            pattern = WithCodes(section, pattern, codes);
        var usual = new ReadConfig();
        var vote = new VoteOptions();
        int frames = section.Whole("frames", vote.Frames, 1, VoteOptions.Limit);
        int mostFrames = section.Whole("most_frames", Math.Max(frames, vote.MostFrames), 1, VoteOptions.Limit);
        if (mostFrames < frames)
            section.Report(
                "most_frames",
                string.Create(CultureInfo.InvariantCulture, $"expected frames ({frames}) or more, found {mostFrames}"));
        var whole = new RegionSpec { Pattern = pattern, Threshold = threshold, Ink = ink };
        return new ReadConfig
        {
            Regions = Regions(regions, whole, problems, known),
            Usual = whole,
            Vote = new VoteOptions { Frames = frames, MostFrames = Math.Max(frames, mostFrames) },
            Patience = section.Time("patience", usual.Patience, TimeSpan.Zero, TimeSpan.FromHours(1)),
            RegionsFile = section.Text("regions_file"),
        };
    }

    /// <summary>Reads the regions.</summary>
    /// <param name="regions">The tables.</param>
    /// <param name="usual">What holds where a region does not say.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="known">Takes the keys of a region; null for nobody.</param>
    internal static IReadOnlyList<RegionSpec> Regions(
        IReadOnlyList<TomlSection> regions,
        RegionSpec usual,
        List<ConfigProblem> problems,
        Dictionary<string, IReadOnlyCollection<string>>? known = null)
    {
        var specs = new List<RegionSpec>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (TomlSection table in regions)
        {
            var section = new SectionReader(table, problems);
            RegionSpec region = Region(section, usual);
            section.Finish();
            if (known is not null)
                known[TomlFile.Region] = section.Known;
            if (region.Name is { } name && !names.Add(name))
                section.Report("name", "expected a name of its own, found one that another region has");
            specs.Add(region);
        }

        if (specs.Count > RegionSpec.Most)
            problems.Add(
                new ConfigProblem(
                    regions[RegionSpec.Most].Line,
                    TomlFile.Region,
                    FormattableString.Invariant($"expected at most {RegionSpec.Most} regions")));
        return specs.Count == 0 ? [usual] : specs;
    }

    private static RegionSpec Region(SectionReader section, RegionSpec usual)
    {
        string? name = section.Text("name");
        if (name is null && !section.Has("name"))
            section.Report("name", "expected a name, found none");
        if (name is { Length: > LongestName } || (name is not null && name.AsSpan().ContainsAnyExcept(NameCharacters)))
            section.Report("name", FormattableString.Invariant($"expected at most {LongestName} letters of a to z, digits, - and _"));
        FieldPattern pattern = section.Parsed("pattern", usual.Pattern, FieldPattern.Parse)!;
        if (section.Parsed<CodeList>("list", null, CodeList.Read) is { } codes)
            pattern = WithCodes(section, pattern, codes);
        return new RegionSpec
        {
            Name = name,
            Box = section.Box("box"),
            Pattern = pattern,
            Threshold = (float?)section.OptionalNumber("threshold", 0, 1) ?? usual.Threshold,
            Network = Network(section, pattern),
            Ink = Ink(section, usual.Ink),
            Counter = Counter(section, pattern),
            Unit = Label(section, "unit"),
            DeviceClass = Label(section, "device_class"),
        };
    }

    private static RegionNetwork? Network(SectionReader section, FieldPattern pattern)
    {
        RegionNetworkKind kind = section.Choice(
            "network",
            RegionNetworkKind.DigitLine,
            (nameof(RegionNetworkKind.DigitLine), RegionNetworkKind.DigitLine),
            (nameof(RegionNetworkKind.DigitCnn), RegionNetworkKind.DigitCnn));
        if (kind == RegionNetworkKind.DigitCnn && pattern.ToString() != OneDigit)
            section.Report("pattern", $"expected {OneDigit} of a network that reads one digit, found {pattern}");
        if (kind == RegionNetworkKind.DigitCnn && section.Has("ink"))
            section.Report("ink", "belongs to network = \"DigitLine\": a network that reads one digit takes dark digits alone");
        if (kind == RegionNetworkKind.DigitCnn && pattern.Codes is not null)
            section.Report("list", "belongs to network = \"DigitLine\", found one that reads one digit");
        if (section.Text("weights") is { } weights)
            return new RegionNetwork(kind, weights, section.Place("weights"));
        if (kind != RegionNetworkKind.DigitLine && !section.Has("weights"))
        {
            section.Report(
                "network", $"expected weights beside it, found none: the program has none of {kind}; edgenet train {kind} makes some");
        }

        return null;
    }

    private static InkChoice Ink(SectionReader section, InkChoice usual) =>
        section.Choice("ink", usual, ("auto", InkChoice.Auto), ("dark", InkChoice.Dark), ("light", InkChoice.Light));

    private static string? Label(SectionReader section, string key)
    {
        string? text = section.Text(key);
        if (text is { Length: > LongestUnit })
            section.Report(key, FormattableString.Invariant($"expected at most {LongestUnit} characters"));
        return text;
    }

    // What topics, labels of metrics and names of files take without being escaped.
    private static readonly System.Buffers.SearchValues<char> NameCharacters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    private static CounterOptions? Counter(SectionReader section, FieldPattern pattern)
    {
        double? most = section.OptionalNumber("most_an_hour", 1e-9, 1e12);
        int? decimals = section.OptionalWhole("decimals", 0, CounterOptions.MostDigits - 1);
        bool rollsOver = section.Flag("rolls_over", true);
        double? certainty = section.OptionalNumber("certainty", 0.5, 0.999999);
        if (most is not { } rate)
        {
            foreach (string key in (ReadOnlySpan<string>)["decimals", "rolls_over", "certainty"])
            {
                if (section.Has(key) && !section.Has("most_an_hour"))
                    section.Report(key, "belongs to a counter: expected most_an_hour beside it, the most that it grows in an hour");
            }

            return null;
        }

        string[] words = pattern.ToString().Split(' ');
        bool isFixed =
            words is ["digits", _]
            && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int digits)
            && digits <= CounterOptions.MostDigits;
        if (!isFixed)
        {
            section.Report(
                "pattern",
                FormattableString.Invariant($"expected digits N of a counter, N 1 to {CounterOptions.MostDigits}, found {pattern}"));
            return null;
        }

        int count = int.Parse(words[1], CultureInfo.InvariantCulture);
        if (decimals >= count)
        {
            section.Report("decimals", FormattableString.Invariant($"expected fewer than the counter's {count} digits"));
            return null;
        }

        var counter = new CounterOptions
        {
            Digits = count,
            Decimals = decimals ?? 0,
            MostAnHour = rate,
            RollsOver = rollsOver,
        };
        return certainty is { } value ? counter with { Certainty = value } : counter;
    }

    private static FieldPattern WithCodes(SectionReader section, FieldPattern pattern, CodeList codes)
    {
        try
        {
            return pattern.WithCodes(codes);
        }
        catch (ArgumentException error)
        {
            section.Report("list", error.Message);
            return pattern;
        }
    }
}
