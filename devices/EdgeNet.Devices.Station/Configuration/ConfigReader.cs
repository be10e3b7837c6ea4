using System.Net;
using EdgeNet.Devices.Gpio.Lines;
using EdgeNet.Devices.Station.Alignment;
using EdgeNet.Devices.Station.Configuration.Sections;
using EdgeNet.Devices.Station.Logging;
using EdgeNet.Devices.Station.Triggers;
using EdgeNet.Devices.V4l2;
using EdgeNet.Safety;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Configuration;

/// <summary>Turns a file's tables into a configuration, and reports everything that is wrong with them.</summary>
internal static class ConfigReader
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The names of all tables, with the keys that each may have, for tests of the template.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyCollection<string>> KnownKeys()
    {
        var known = new Dictionary<string, IReadOnlyCollection<string>>(StringComparer.Ordinal);
        Read(new TomlFile { Regions = { new TomlSection(TomlFile.Region, 1) } }, [], known);
        return known;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ConfigException">Something in it is wrong.</exception>
    internal static StationConfig Read(string path, TomlFile file)
    {
        var problems = new List<ConfigProblem>();
        var known = new Dictionary<string, IReadOnlyCollection<string>>(StringComparer.Ordinal);
        StationConfig config = Read(file, problems, known);
        foreach (TomlSection section in file.Sections)
        {
            if (!known.ContainsKey(section.Name))
                problems.Add(
                    new ConfigProblem(section.Line, section.Name, $"there is no such table: expected {string.Join(", ", known.Keys)}"));
        }

        if (problems.Count == 0)
            return config;
        problems.Sort(static (a, b) => a.Line.CompareTo(b.Line));
        throw new ConfigException(path, problems);
    }

    private static StationConfig Read(TomlFile file, List<ConfigProblem> problems, Dictionary<string, IReadOnlyCollection<string>> known)
    {
        var secrets = new List<ConfigSecret>();
        GpioConfig gpio = Section("gpio", Gpio);
        StoreConfig store = Section("store", Store);
        return new StationConfig
        {
            Camera = Section("camera", Camera),
            Align = Section("align", Align),
            Read = Section("read", section => RegionConfig.Read(section, file.Regions, problems, known)),
            Trigger = Section("trigger", section => Trigger(section, gpio)),
            Gpio = gpio,
            Display = Section("display", Display),
            Lines = Section("lines", Lines),
            Store = store,
            Mqtt = Section("mqtt", section => Mqtt(section, store)),
            Webhook = Section("webhook", section => Webhook(section, store)),
            Page = Section("page", Page),
            Log = Section("log", Log),
            Weights = Section("weights", Weights),
            Secrets = secrets,
        };

        T Section<T>(string name, Func<SectionReader, T> read)
        {
            var section = new SectionReader(file[name], problems);
            T value = read(section);
            section.Finish();
            known[name] = section.Known;
            secrets.AddRange(section.Secrets);
            return value;
        }
    }

    private static CameraConfig Camera(SectionReader section)
    {
        var usual = new CameraConfig();
        return new CameraConfig
        {
            Source = section.Text("source", usual.Source)!,
            Width = section.Whole("width", usual.Width, 16, 16_384),
            Height = section.Whole("height", usual.Height, 16, 16_384),
            FramesPerSecond = section.OptionalWhole("fps", 1, 120),
            Formats = Formats(section),
            Exposure = section.OptionalWhole("exposure", 0, int.MaxValue),
            Gain = section.OptionalNumber("gain", 0, 1_000_000),
            Focus = section.OptionalNumber("focus", 0, 1_000_000),
            Options = section.Texts("options", 32),
            Interval = section.Time("interval", usual.Interval, TimeSpan.Zero, Day),
            Stall = section.Time("stall", usual.Stall, Second, TimeSpan.FromHours(1)),
            User = section.Text("user"),
            Password = section.Secret("password"),
        };
    }

    private static List<PixelFormat> Formats(SectionReader section)
    {
        var formats = new List<PixelFormat>();
        foreach (string name in section.Texts("formats", PixelFormat.Known.Count))
        {
            if (PixelFormat.Known.FirstOrDefault(f => f.ToString() == name) is { Code: not 0 } format)
                formats.Add(format);
            else
                section.Report("formats", $"expected some of {string.Join(", ", PixelFormat.Known)}, found {PlainText.Shorten(name, 40)}");
        }

        return formats;
    }

    private static AlignConfig Align(SectionReader section)
    {
        string? reference = section.Text("reference");
        PixelBox? first = section.Box("first"), second = section.Box("second");
        int? search = section.OptionalWhole("search", 1, AlignOptions.MostSearch);
        double? match = section.OptionalNumber("match", 0.1, 0.99);
        if (!section.IsThere)
            return new AlignConfig();
        if (reference is null || first is not { } one || second is not { } other)
        {
            section.Report("reference", "expected reference, first and second, found one of them missing");
            return new AlignConfig();
        }

        var marks = new AlignOptions { First = one, Second = other };
        marks = marks with { Search = search ?? marks.Search, LeastMatch = match ?? marks.LeastMatch };
        // The picture's size is not known here; the marks' own is.
        if (marks.Problem(int.MaxValue, int.MaxValue) is { } problem)
            section.Report("second", problem);
        return new AlignConfig { Reference = reference, Marks = marks };
    }

    private static TriggerConfig Trigger(SectionReader section, GpioConfig gpio)
    {
        var usual = new TriggerConfig();
        var trigger = new TriggerConfig
        {
            Kind = section.Choice(
                "kind",
                usual.Kind,
                ("continuous", TriggerKind.Continuous),
                ("motion", TriggerKind.Motion),
                ("interval", TriggerKind.Interval),
                ("button", TriggerKind.Button),
                ("request", TriggerKind.Request)),
            Interval = section.Time("interval", usual.Interval, Second, TimeSpan.FromDays(30)),
            Timeout = section.Time("timeout", usual.Timeout, Second, TimeSpan.FromHours(1)),
        };
        if (section.Has("interval") && trigger.Kind != TriggerKind.Interval)
            section.Report("interval", "belongs to kind = \"interval\" alone");
        if (trigger.Kind == TriggerKind.Button && gpio.Pins.Trigger is null)
            section.Report("kind", "expected a button in [gpio], found none: button = \"GPIO17\"");
        return trigger;
    }

    private static GpioConfig Gpio(SectionReader section)
    {
        var usual = new GpioConfig();
        return new GpioConfig
        {
            Pins = new GpioPins
            {
                Chip = section.Text("chip"),
                Trigger = Line("button"),
                Read = Line("read"),
                Rejected = Line("rejected"),
                Fault = Line("fault"),
                Lamp = Line("lamp"),
                Debounce = section.Time("debounce", usual.Pins.Debounce, TimeSpan.Zero, Second),
            },
            LampSettle = section.Time("lamp_settle", usual.LampSettle, TimeSpan.Zero, Minute),
        };

        GpioLine? Line(string key) => section.Parsed<GpioLine?>(key, null, static text => GpioLine.Parse(text));
    }

    private static DisplayConfig Display(SectionReader section)
    {
        DisplayKind kind = section.Choice(
            "kind",
            DisplayKind.None,
            ("none", DisplayKind.None),
            ("oled", DisplayKind.Oled),
            ("lcd", DisplayKind.Lcd));
        var display = new DisplayConfig
        {
            Kind = kind,
            Bus = section.Whole("bus", Devices.Gpio.Displays.DisplayBus.Usual, 0, 255),
            Address = section.OptionalWhole("address", 0x08, 0x77),
            Rows = section.OptionalWhole("rows", 2, 64),
        };
        if (display.Rows is { } rows && kind != DisplayKind.None && !(kind == DisplayKind.Oled ? rows is 32 or 64 : rows is 2 or 4))
            section.Report("rows", "expected 64 or 32 of an OLED, 2 or 4 of an LCD");
        return display;
    }

    private static StoreConfig Store(SectionReader section)
    {
        var usual = new StoreConfig();
        return new StoreConfig
        {
            Path = section.Text("path"),
            MaxAge = section.Time("max_age", usual.MaxAge, TimeSpan.FromHours(1), TimeSpan.FromDays(3650)),
            MaxBytes = section.Size("max_size", usual.MaxBytes, 1 << 20, 1L << 40),
            CommitWindow = section.Time("commit_window", usual.CommitWindow, TimeSpan.Zero, Minute),
            KeepsEvidence = section.Flag("evidence", usual.KeepsEvidence),
        };
    }

    private static LinesConfig Lines(SectionReader section)
    {
        var usual = new LinesConfig();
        string to = section.Text("to", usual.To)!;
        return new LinesConfig
        {
            To = to == "none" ? null : to,
            MaxBytes = section.Size("max_size", usual.MaxBytes, 4096, 1L << 40),
            Kept = section.Whole("keep", usual.Kept, 0, 100),
        };
    }

    private static MqttConfig Mqtt(SectionReader section, StoreConfig store)
    {
        var usual = new MqttConfig();
        int before = section.Problems;
        var mqtt = new MqttConfig
        {
            Host = section.Text("host"),
            Port = section.OptionalWhole("port", 1, ushort.MaxValue),
            IsOldVersion = section.Choice("version", usual.IsOldVersion, ("5", false), ("3.1.1", true)),
            UseTls = section.Flag("tls", usual.UseTls),
            CaFile = section.Text("ca_file"),
            CertificateFile = section.Text("certificate_file"),
            KeyFile = section.Text("key_file"),
            User = section.Text("user"),
            Password = section.Secret("password"),
            Topic = section.Text("topic", usual.Topic)!,
            Device = section.Text("device"),
            Discovery = section.Flag("home_assistant", true) ? section.Text("discovery", usual.Discovery) : null,
        };
        // Known, though it is not asked for where Home Assistant is told nothing.
        _ = section.Has("discovery");
        if (mqtt.CertificateFile is null != mqtt.KeyFile is null)
            section.Report(
                mqtt.KeyFile is null ? "certificate_file" : "key_file",
                "expected certificate_file and key_file, found one of them");
        if (mqtt.Topic.AsSpan().IndexOfAny('#', '+') >= 0)
            section.Report("topic", "expected a topic without the wildcards # and +");
        if (mqtt.Host is null && section.IsThere)
            section.Report("host", "expected the broker's name or address, found none");
        // Said where all else is right: it is the store's problem.
        if (mqtt.Host is not null && store.Path is null && section.Problems == before)
            section.Report("host", "expected a path in [store], where events wait until the broker has taken them, found none");
        return mqtt;
    }

    private static WebhookConfig Webhook(SectionReader section, StoreConfig store)
    {
        var usual = new WebhookConfig();
        int before = section.Problems;
        var webhook = new WebhookConfig
        {
            Address = section.Parsed<Uri>("url", null, HttpAddress),
            Token = section.Secret("token"),
            Secret = section.Secret("secret"),
            CaFile = section.Text("ca_file"),
            WithEvidence = section.Flag("evidence", usual.WithEvidence),
            OnlyAccepted = section.Flag("only_accepted", usual.OnlyAccepted),
            Timeout = section.Time("timeout", usual.Timeout, Second, TimeSpan.FromMinutes(5)),
        };
        if (section.IsThere && !section.Has("url"))
            section.Report("url", "expected an address, found none");
        if (webhook is { Address.Scheme: "http", Token: not null } && !webhook.Address.IsLoopback)
            section.Report("token", "expected an https address for a token, found http: everybody on the way could read it");
        if (webhook.Address is not null && store.Path is null && section.Problems == before)
            section.Report("url", "expected a path in [store], where events wait until the server has taken them, found none");
        return webhook;
    }

    private static PageConfig Page(SectionReader section)
    {
        var usual = new PageConfig();
        var page = new PageConfig
        {
            IsEnabled = section.Flag("enabled", usual.IsEnabled),
            Address = section.Parsed("address", usual.Address, IPAddress.Parse)!,
            Port = section.Whole("port", usual.Port, 1, ushort.MaxValue),
            Token = section.Secret("token"),
            Samples = section.Text("samples"),
        };
        if (page.IsEnabled && !IPAddress.IsLoopback(page.Address) && page.Token is null)
            section.Report("address", "expected a token or token_file where others may come, found none");
        if (page.Token is { } token && (token.Length is < 16 or > 256 || token.AsSpan().ContainsAnyExceptInRange('!', '~')))
            section.Report("token", "expected 16 to 256 letters, digits and signs without spaces: openssl rand -base64 24 makes one");
        return page;
    }

    private static LogConfig Log(SectionReader section)
    {
        var usual = new LogConfig();
        return new LogConfig
        {
            Level = section.Choice(
                "level",
                usual.Level,
                ("debug", LogLevel.Debug),
                ("info", LogLevel.Info),
                ("warning", LogLevel.Warning),
                ("error", LogLevel.Error)),
            IsJson = section.Choice("format", usual.IsJson, ("text", false), ("json", true)),
            Tail = section.Whole("tail", usual.Tail, 0, 10_000),
        };
    }

    private static WeightsConfig Weights(SectionReader section)
    {
        var usual = new WeightsConfig();
        return new WeightsConfig { Folder = section.Text("folder"), Check = section.Time("check", usual.Check, Second, Day) };
    }

    private static Uri HttpAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : throw new FormatException("expected an address that begins with https:// or http://");
}
