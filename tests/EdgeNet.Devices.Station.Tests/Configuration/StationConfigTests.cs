using System.Net;
using System.Text.RegularExpressions;
using EdgeNet.Devices.Gpio.Lines;
using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Configuration.Sections;
using EdgeNet.Devices.Station.Counters;
using EdgeNet.Devices.Station.Logging;
using EdgeNet.Devices.Station.Regions;
using EdgeNet.Devices.Station.Triggers;
using EdgeNet.Devices.Station.Voting;
using EdgeNet.Devices.V4l2;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Tests.Configuration;

public sealed partial class StationConfigTests
{
    [Fact]
    public void The_template_says_what_holds_without_a_file()
    {
        StationConfig template = StationConfig.Parse("zipreader.toml", ConfigTemplate.Text);
        Assert.Equivalent(StationConfig.Parse("empty", ""), template, strict: true);
        Assert.Equivalent(new StationConfig(), template, strict: true);
    }

    [Fact]
    public void The_template_names_every_key_and_no_other()
    {
        var named = new Dictionary<string, HashSet<string>>();
        string table = "";
        foreach (string line in ConfigTemplate.Text.Split('\n'))
        {
            if (TableLine().Match(line) is { Success: true } head)
                named[table = head.Groups[1].Value] = [];
            else if (KeyLine().Match(line) is { Success: true } key)
                Assert.True(named[table].Add(key.Groups[1].Value), line);
        }

        IReadOnlyDictionary<string, IReadOnlyCollection<string>> known = ConfigReader.KnownKeys();
        Assert.Equal(known.Keys.Order(), named.Keys.Order());
        foreach ((string name, IReadOnlyCollection<string> keys) in known)
            Assert.Equal(keys.Order(), named[name].Order());
    }

    [Fact]
    public void Every_example_of_the_template_is_taken_and_every_usual_value_is_the_usual_one()
    {
        using var folder = new TestFolder();
        string secret = folder.WriteText("secret", "0123456789abcdef\n"), codes = folder.WriteText("codes", "12345678\n");
        string text = "";
        foreach (string line in ConfigTemplate.Text.Split('\n'))
        {
            // A secret is in the file or in one of its own.
            if (TableLine().IsMatch(line) || (KeyLine().IsMatch(line) && !line.Contains('…', StringComparison.Ordinal)))
                text += line.TrimStart('#', ' ') + "\n";
        }

        text = Regex
            .Replace(text, "_file = \"/etc/zipreader/[a-z-]*(password|token|secret)\"", $"_file = \"{secret}\"")
            .Replace("/etc/zipreader/codes.txt", codes, StringComparison.Ordinal)
            .Replace("pattern = \"zip\"", "pattern = \"digits 8\"", StringComparison.Ordinal)
            .Replace("interval = \"5 min\"", "", StringComparison.Ordinal);
        StationConfig config = StationConfig.Parse("all", text);
        var usual = new StationConfig();
        Assert.Equal(
            (usual.Camera.Source, usual.Camera.Interval, usual.Camera.Stall),
            (config.Camera.Source, config.Camera.Interval, config.Camera.Stall));
        Assert.Equal((usual.Read.Vote, usual.Read.Patience), (config.Read.Vote, config.Read.Patience));
        Assert.Equal((24, 0.6), (config.Align.Marks!.Search, config.Align.Marks.LeastMatch));
        Assert.Equal(usual.Trigger, config.Trigger);
        Assert.Equal((usual.Gpio.Pins.Debounce, usual.Gpio.LampSettle), (config.Gpio.Pins.Debounce, config.Gpio.LampSettle));
        Assert.Equal(usual.Display with { Address = 0x3C, Rows = 64 }, config.Display);
        Assert.Equal(usual.Store with { Path = "/var/lib/zipreader/events.db" }, config.Store);
        Assert.Equal(
            (usual.Mqtt.UseTls, usual.Mqtt.Topic, usual.Mqtt.Discovery),
            (config.Mqtt.UseTls, config.Mqtt.Topic, config.Mqtt.Discovery));
        Assert.Equal(
            (usual.Webhook.Timeout, usual.Page.Port, usual.Page.Address),
            (config.Webhook.Timeout, config.Page.Port, config.Page.Address));
        Assert.Equal((usual.Log, usual.Weights.Check), (config.Log, config.Weights.Check));
        Assert.Equal(usual.Options with { WatchesWhileIdle = false }, config.Options);
        Assert.Equal(
            new CounterOptions
            {
                Digits = 8,
                Decimals = 3,
                MostAnHour = 2.5,
            },
            config.Read.Regions[0].Counter);
    }

    [Fact]
    public void A_region_names_its_network_and_weights()
    {
        StationConfig config = StationConfig.Parse(
            "a.toml",
            """
            [[region]]
            name = "plain"
            network = "DigitLine"
            [[region]]
            name = "water"
            pattern = "digits 8"
            weights = "water.safetensors"
            [[region]]
            name = "wheel"
            pattern = "digits 1"
            network = "DigitCnn"
            weights = "wheels.safetensors"
            """);
        IReadOnlyList<RegionSpec> regions = config.Read.Regions;
        Assert.Null(regions[0].Network);
        Assert.Equal((RegionNetworkKind.DigitLine, "water.safetensors"), (regions[1].Network!.Kind, regions[1].Network!.Weights));
        Assert.Equal("a.toml: line 7: region.weights: no", regions[1].Network!.Place.Problem("no").Message);
        Assert.Equal((RegionNetworkKind.DigitCnn, "wheels.safetensors"), (regions[2].Network!.Kind, regions[2].Network!.Weights));
        // Wherever it is named, it is the same one.
        Assert.Equal(regions[1].Network, regions[1].Network! with { Place = new ConfigPlace("b.toml", 1, "region.weights") });
        Assert.NotEqual(regions[1].Network, regions[1].Network! with { Weights = "other" });
    }

    [Fact]
    public void A_meter_and_everything_else_is_read()
    {
        using var folder = new TestFolder();
        string password = folder.WriteText("password", "geheim\r\nnothing");
        StationConfig config = StationConfig.Parse(
            "meter",
            $$"""
            [camera]
            source = '/dev/v4l/by-id/usb-cam'
            width = 1_640
            gain = 2.5
            options = ["power line frequency=1"]
            formats = ["MJPG", "YU12"]
            [[region]]
            name = "water"
            box = [1, 2, 300, 40]
            pattern = "digits 8"
            most_an_hour = 3
            decimals = 3
            rolls_over = false
            ink = "light"
            unit = "m³"
            device_class = "water"
            [[region]]
            name = "gas"
            [trigger]
            kind = "interval"
            interval = "10 min"
            [gpio]
            button = "!GPIO17"
            lamp = "18"
            [display]
            kind = "lcd"
            address = 0x3f
            rows = 4
            [lines]
            to = "none"
            [store]
            path = "events.db"
            [mqtt]
            host = "broker"
            version = "3.1.1"
            tls = true
            password_file = "{{password}}"
            home_assistant = false
            [page]
            address = "::"
            token = "0123456789abcdef"
            [log]
            level = "debug"
            format = "json"
            """);
        Assert.Equal(("/dev/v4l/by-id/usb-cam", 1640, 2.5), (config.Camera.Source, config.Camera.Width, config.Camera.Gain));
        Assert.Equal([PixelFormat.MotionJpeg, PixelFormat.Yuv420], config.Camera.Formats);
        Assert.Equal([new ConfigSecret("mqtt.password", password), new ConfigSecret("page.token", null)], config.Secrets);
        RegionSpec water = config.Read.Regions[0];
        Assert.Equal((InkChoice.Light, InkChoice.Auto), (water.Ink, config.Read.Regions[1].Ink));
        Assert.Equal(("water", new PixelBox(1, 2, 300, 40)), (water.Name, water.Box!.Value));
        Assert.Equal(
            new CounterOptions
            {
                Digits = 8,
                Decimals = 3,
                MostAnHour = 3,
                RollsOver = false,
            },
            water.Counter);
        Assert.Equal(("m³", "water"), (water.Unit, water.DeviceClass));
        Assert.Equal(
            ("gas", null, "zip"),
            (config.Read.Regions[1].Name, config.Read.Regions[1].Box, config.Read.Regions[1].Pattern.ToString()));
        Assert.Equal((TriggerKind.Interval, TimeSpan.FromMinutes(10)), (config.Trigger.Kind, config.Trigger.Interval));
        Assert.Equal((new GpioLine("GPIO17", true), new GpioLine("18")), (config.Gpio.Pins.Trigger!.Value, config.Gpio.Pins.Lamp!.Value));
        Assert.False(config.Options.WatchesWhileIdle);
        Assert.Equal(
            new DisplayConfig
            {
                Kind = DisplayKind.Lcd,
                Address = 0x3F,
                Rows = 4,
            },
            config.Display);
        Assert.Equal(("broker", true, "geheim", null), (config.Mqtt.Host, config.Mqtt.UseTls, config.Mqtt.Password, config.Mqtt.Discovery));
        Assert.True(config.Mqtt.IsOldVersion);
        Assert.Null(config.Lines.To);
        Assert.Equal(IPAddress.IPv6Any, config.Page.Address);
        Assert.Equal((LogLevel.Debug, true), (config.Log.Level, config.Log.IsJson));
        Assert.Equal(new VoteOptions(), config.Options.Vote);
    }

    [Theory]
    [InlineData("[camera]\nwidth = \"wide\"", "line 2: camera.width: expected a whole number from 16 to 16384, found \"wide\"")]
    [InlineData("[camera]\n\nwidth = 9", "line 3: camera.width: expected a whole number from 16 to 16384, found 9")]
    [InlineData("[camera]\nwidth = 99999999999999", "line 2: camera.width: expected a whole number from 16 to 16384, found 99999999999999")]
    [InlineData("[camera]\nwitdh = 640", "line 2: camera.witdh: there is no such key: expected exposure, focus, formats, fps, ")]
    [InlineData("[camera]\nsource = \"\"", "line 2: camera.source: expected a text in quotes, found \"\"")]
    [InlineData("[camera]\nfocus = nan", "line 2: camera.focus: expected a number from 0 to 1000000, found nan")]
    [InlineData("[camera]\nstall = 5", "line 2: camera.stall: expected a time from \"1 s\" to \"1 h\", in ms, s, min, h or d, found 5")]
    [InlineData("[camera]\nstall = \"5 lightyears\"", "line 2: camera.stall: expected a time from \"1 s\" to \"1 h\"")]
    [InlineData("[camera]\nstall = \"99999999999999999999999999999999999999999999 d\"", "line 2: camera.stall: expected a time")]
    [InlineData("[camera]\noptions = [1]", "line 2: camera.options: expected a list of at most 32 texts")]
    [InlineData(
        "[camera]\nformats = [\"YUYV\", \"RGB3\"]",
        "line 2: camera.formats: expected some of GREY, NV12, YU12, YUYV, UYVY, MJPG, JPEG, found RGB3")]
    [InlineData("[camera]\nformats = [\"\"]", "line 2: camera.formats: expected a list of at most 7 texts")]
    [InlineData("[camara]", "line 1: camara: there is no such table: expected gpio, store, camera, align, ")]
    [InlineData("[align]\nreference = \"a\"", "line 2: align.reference: expected reference, first and second")]
    [InlineData(
        "[align]\nreference = \"a\"\nfirst = [0, 0, 20, 20]\nsecond = [30, 0, 20, 20]",
        "line 4: align.second: expected marks at least 80 pixels apart")]
    [InlineData(
        "[align]\nreference = \"a\"\nfirst = [0, 0, 5, 20]\nsecond = [300, 0, 20, 20]",
        "line 4: align.second: expected marks of 12 to 128 pixels")]
    [InlineData("[read]\npattern = \"digit\"", "line 2: read.pattern: Pattern: expected zip, postcode")]
    [InlineData("[read]\nlist = \"/nowhere\"", "line 2: read.list: /nowhere: cannot be read")]
    [InlineData("[read]\nthreshold = 1.5", "line 2: read.threshold: expected a number from 0 to 1, found 1.5")]
    [InlineData("[read]\nink = \"blue\"", "line 2: read.ink: expected one of \"auto\", \"dark\", \"light\", found \"blue\"")]
    [InlineData("[[region]]\nname = \"a\"\nink = 1", "line 3: region.ink: expected one of \"auto\", \"dark\", \"light\", found 1")]
    [InlineData("[read]\nframes = 20\nmost_frames = 10", "line 3: read.most_frames: expected frames (20) or more, found 10")]
    [InlineData("[[region]]\nbox = [0, 0, 1, 1]", "line 1: region.name: expected a name, found none")]
    [InlineData("[[region]]\nname = \"a/b\"", "line 2: region.name: expected at most 32 letters of a to z, digits, - and _")]
    [InlineData("[[region]]\nname = \"a\"\n[[region]]\nname = \"a\"", "line 4: region.name: expected a name of its own")]
    [InlineData("[[region]]\nname = \"a\"\nbox = [0, 0, 0, 1]", "line 3: region.box: expected [x, y, width, height] in pixels")]
    [InlineData("[[region]]\nname = \"a\"\nbox = [-1, 0, 5, 5]", "line 3: region.box: expected [x, y, width, height] in pixels")]
    [InlineData("[[region]]\nname = \"a\"\ndecimals = 1", "line 3: region.decimals: belongs to a counter")]
    [InlineData(
        "[[region]]\nname = \"a\"\npattern = \"digits 5-6\"\nmost_an_hour = 1",
        "line 3: region.pattern: expected digits N of a counter")]
    [InlineData(
        "[[region]]\nname = \"a\"\npattern = \"digits 5\"\nmost_an_hour = 1\ndecimals = 5",
        "line 5: region.decimals: expected fewer than")]
    [InlineData(
        "[[region]]\nname = \"a\"\nnetwork = \"LeNet5\"",
        "line 3: region.network: expected one of \"DigitLine\", \"DigitCnn\", found \"LeNet5\"")]
    [InlineData("[[region]]\nname = \"a\"\nweights = 5", "line 3: region.weights: expected a text in quotes")]
    [InlineData(
        "[[region]]\nname = \"a\"\npattern = \"digits 1\"\nnetwork = \"DigitCnn\"",
        "line 4: region.network: expected weights beside it, found none: the program has none of DigitCnn")]
    [InlineData(
        "[[region]]\nname = \"a\"\npattern = \"digits 5\"\nweights = \"w\"\nnetwork = \"DigitCnn\"",
        "line 3: region.pattern: expected digits 1 of a network that reads one digit, found digits 5")]
    [InlineData("[region]\nname = \"a\"", "line 1: region: expected [[region]] for a region")]
    [InlineData("[[camera]]", "line 1: camera: expected [[region]] for a region, and [name] for all else")]
    [InlineData("[trigger]\nkind = \"button\"", "line 2: trigger.kind: expected a button in [gpio], found none")]
    [InlineData(
        "[trigger]\nkind = \"sometimes\"",
        "line 2: trigger.kind: expected one of \"continuous\", \"motion\", \"interval\", \"button\", \"request\", found \"sometimes\"")]
    [InlineData("[trigger]\ninterval = \"1 h\"", "line 2: trigger.interval: belongs to kind = \"interval\" alone")]
    [InlineData("[gpio]\nbutton = \"!\"", "line 2: gpio.button: Expected a GPIO line as 17")]
    [InlineData("[display]\nkind = \"oled\"\nrows = 4", "line 3: display.rows: expected 64 or 32 of an OLED")]
    [InlineData("[store]\nmax_size = \"1 kB\"", "line 2: store.max_size: expected a size from \"1 MB\" to \"1024 GB\"")]
    [InlineData("[store]\nevidence = 1", "line 2: store.evidence: expected true or false, found 1")]
    [InlineData("[mqtt]\nport = 1883", "line 1: mqtt.host: expected the broker's name or address, found none")]
    [InlineData("[mqtt]\nhost = \"b\"\ntopic = \"a/#\"", "line 3: mqtt.topic: expected a topic without the wildcards")]
    [InlineData("[mqtt]\nhost = \"b\"\nkey_file = \"k\"", "line 3: mqtt.key_file: expected certificate_file and key_file")]
    [InlineData("[mqtt]\nhost = \"b\"\npassword_file = \"/nowhere\"", "line 3: mqtt.password_file: cannot be read")]
    [InlineData(
        "[mqtt]\nhost = \"b\"\npassword_file = \"/dev/zero\"",
        "line 3: mqtt.password_file: cannot be read: expected a file, found a device")]
    [InlineData(
        "[mqtt]\nhost = \"b\"\npassword = \"a\"\npassword_file = \"/nowhere\"",
        "line 4: mqtt.password_file: expected password or password_file, found both")]
    [InlineData("[mqtt]\nhost = \"b\"", "line 2: mqtt.host: expected a path in [store], where events wait")]
    [InlineData("[mqtt]\nhost = \"b\"\nversion = 5", "line 3: mqtt.version: expected one of \"5\", \"3.1.1\", found 5")]
    [InlineData("[webhook]\nurl = \"http://b\"", "line 2: webhook.url: expected a path in [store], where events wait")]
    [InlineData("[lines]\nkeep = 101", "line 2: lines.keep: expected a whole number from 0 to 100, found 101")]
    [InlineData("[[region]]\nname = \"a\"\nunit = \"12345678901234567\"", "line 3: region.unit: expected at most 16 characters")]
    [InlineData("[page]\ntoken = \"0123456789 abcdef\"", "line 2: page.token: expected 16 to 256 letters")]
    [InlineData("[webhook]\nurl = \"ftp://a\"", "line 2: webhook.url: expected an address that begins with https://")]
    [InlineData("[webhook]\nurl = \"http://a/\"\ntoken = \"t\"", "line 3: webhook.token: expected an https address for a token")]
    [InlineData("[webhook]\ntimeout = \"5 s\"", "line 1: webhook.url: expected an address, found none")]
    [InlineData("[page]\naddress = \"0.0.0.0\"", "line 2: page.address: expected a token or token_file where others may come, found none")]
    [InlineData("[page]\ntoken = \"short\"", "line 2: page.token: expected 16 to 256 letters")]
    [InlineData("width = 5", "line 1: width: expected a table as [camera] before the first key")]
    [InlineData("[camera]\nwidth.x = 5", "line 2: camera.width.x: expected a plain key")]
    [InlineData("[camera]\nwidth = 640\nwidth = 640", "line 3: ")]
    [InlineData("[camera]\n[camera]", "line 2: ")]
    [InlineData("[camera]\nwidth = ", "line 2: ")]
    [InlineData("[camera\nwidth = 1", "line 1: ")]
    public void What_is_wrong_is_said_with_line_and_key(string text, string expected)
    {
        ConfigException error = Assert.Throws<ConfigException>(() => StationConfig.Parse("file.toml", text));
        Assert.StartsWith("file.toml: " + expected, error.Message);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_in_the_order_of_the_file()
    {
        ConfigException error = Assert.Throws<ConfigException>(() =>
            StationConfig.Parse("f", "[log]\nlevel = \"loud\"\n[camera]\nwidth = 1\nheight = 2\nhue = 3"));
        Assert.Equal(
            ["line 2: log.level", "line 4: camera.width", "line 5: camera.height", "line 6: camera.hue"],
            error.Message.Split('\n').Select(line => string.Join(":", line.Split(':')[1..3]).Trim()));
    }

    [Fact]
    public void Hostile_text_is_refused_and_shown_harmlessly()
    {
        ConfigException escape = Assert.Throws<ConfigException>(() =>
            StationConfig.Parse("f\u001b", "[camera]\nwidth = \"\\u001b[2J\u202e\""));
        Assert.DoesNotContain(escape.Message, c => c is '\u001b' or '\u202e');
        Assert.Contains(
            "brackets",
            Assert.Throws<ConfigException>(() => StationConfig.Parse("f", "[camera]\nx = " + new string('[', 200_000))).Message);
        Assert.Contains(
            "brackets",
            Assert
                .Throws<ConfigException>(() => StationConfig.Parse("f", "[camera]\nx = " + string.Concat(Enumerable.Repeat("{a=", 50_000))))
                .Message);
        Assert.Throws<ConfigException>(() =>
            StationConfig.Parse("f", "[camera]\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"k{i} = 1\n"))));
        StationConfig.Parse("f", "# [[[[[[[[[[[[\n[camera]\nsource = \"[[[[[[[[[[[[\"");
    }

    [Fact]
    public void Random_damage_to_a_file_never_ends_in_another_exception()
    {
        var random = new Random(1);
        string[] pieces =
        [
            "[",
            "]",
            "=",
            "\"",
            "'",
            "\n",
            "[[region]]",
            "0x",
            "1e999",
            "\"\"\"",
            "{",
            "}",
            ",",
            "\\u",
            "\0",
            "…",
            ".",
            "#",
            "inf",
            "1979-05-27",
        ];
        string text = ConfigTemplate.Text.Replace("\n# ", "\n", StringComparison.Ordinal);
        for (int i = 0; i < 400; i++)
        {
            string damaged = text.Substring(random.Next(text.Length / 2), random.Next(text.Length / 2));
            for (int k = random.Next(1, 6); k > 0; k--)
                damaged = damaged.Insert(random.Next(damaged.Length + 1), pieces[random.Next(pieces.Length)]);
            try
            {
                StationConfig.Parse("f", damaged);
            }
            catch (ConfigException)
            {
                // That is how it is refused.
            }
        }
    }

    [Fact]
    public void Files_that_are_none_are_refused()
    {
        using var folder = new TestFolder();
        Assert.Contains("there is no such file", Message(folder.PathOf("none")));
        Assert.Contains("expected a file, found a folder", Message(folder.Path));
        Assert.Contains("found a device", Message("/dev/zero"));
        Assert.Contains("expected UTF-8", Message(folder.Write("bytes", [0xFF, 0xFE, 0x00])));
        Assert.Contains("expected at most 262144 bytes", Message(folder.Write("large", new byte[262_145])));
        Assert.Equal(800, StationConfig.Load(folder.WriteText("ok", "\uFEFF[camera]\nwidth = 800\n")).Camera.Width);

        static string Message(string path) => Assert.Throws<ConfigException>(() => StationConfig.Load(path)).Message;
    }

    [GeneratedRegex(@"^#? ?\[{1,2}([a-z]+)\]{1,2}$")]
    private static partial Regex TableLine();

    [GeneratedRegex("^# ([a-z_]+) = ")]
    private static partial Regex KeyLine();
}
