using System.Globalization;
using System.Text.Json;
using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Doctor;
using EdgeNet.ZipReader.Commands;
using EdgeNet.ZipReader.Composition;
using EdgeNet.ZipReader.Tests.Programs;

namespace EdgeNet.ZipReader.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("run --frobnicate", "run: there is no option --frobnicate: expected --config")]
    [InlineData("run somewhere", "run: expected no more than is there already, found 'somewhere'")]
    [InlineData("run --config", "run: expected a value after --config, found none")]
    [InlineData("run --config a --config b", "run: --config stands there twice")]
    [InlineData("doctor --json=yes", "doctor: --json has no value")]
    [InlineData("record", "record: expected the folder that frames go to, found none")]
    [InlineData("record x --frames 0", "--frames: expected a whole number from 1 to 1000000, found '0'")]
    [InlineData("replay", "replay: expected the folder of a recording, found none")]
    [InlineData("unit --program bin/x", "unit: expected a path that begins with /, found 'bin/x'")]
    [InlineData("run --config ''", "--config: expected a file, found an empty text")]
    public async Task Wrong_usage_is_a_line_and_exit_code_2(string line, string expected)
    {
        string[] args = [.. line.Split(' ').Select(word => word == "''" ? "" : word)];
        (int exitCode, string output, string error) = await StationProcess.RunAsync(args);
        Assert.Equal((2, "", $"ZipReader: {expected}\n"), (exitCode, output, error));
    }

    [Fact]
    public void Every_option_has_both_forms_and_two_dashes_end_them()
    {
        string[] args = ["--a=1=2", "--b", "3", "--c", "one", "--", "--d"];
        CommandArguments arguments = CommandArguments.Parse("x", args, 2, "--a", "--b", "--c!");
        Assert.Equal(("1=2", "3", true), (arguments["--a"], arguments["--b"], arguments.Has("--c")));
        Assert.Equal(["one", "--d"], arguments.Others);
    }

    [Theory]
    [InlineData("[camera]\nwidth = 9\n", "line 2: camera.width: expected a whole number from 16 to 16384, found 9")]
    [InlineData(
        "[mqtt]\nhost = \"broker\"\n",
        "line 2: mqtt.host: expected a path in [store], where events wait until the broker has taken them, found none")]
    [InlineData(
        "[webhook]\nurl = \"http://a\"\n",
        "line 2: webhook.url: expected a path in [store], where events wait until the server has taken them, found none")]
    public async Task A_wrong_configuration_is_a_line_for_each_problem_and_exit_code_2(string text, string expected)
    {
        string file = _folder.WriteText("a.toml", text);
        (int exitCode, _, string error) = await StationProcess.RunAsync("run", "--config", file);
        Assert.Equal((2, $"ZipReader: {file}: {expected}\n"), (exitCode, error));
    }

    [Fact]
    public async Task What_an_output_refuses_is_said_before_anything_is_read()
    {
        string file = _folder.WriteText("a.toml", "[store]\npath = \"s.db\"\n[webhook]\nurl = \"http://localhost/\"\nsecret = \"short\"\n");
        (int exitCode, _, string error) = await StationProcess.RunAsync("run", "--config", file);
        Assert.Equal(2, exitCode);
        Assert.Contains("error configuration: [webhook]: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("short", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_template_is_a_configuration()
    {
        (int exitCode, string output, string error) = await StationProcess.RunAsync("config");
        Assert.Equal((0, ConfigTemplate.Text, ""), (exitCode, output, error));
    }

    [Fact]
    public async Task The_unit_starts_the_program_that_is_named()
    {
        string[] args = ["unit", "--program", "/opt/zip reader/50%", "--config", "/etc/z.toml"];
        (int exitCode, string output, _) = await StationProcess.RunAsync(args);
        Assert.Equal(0, exitCode);
        Assert.Contains("\nExecStart=:\"/opt/zip reader/50%%\" run --config /etc/z.toml\n", output, StringComparison.Ordinal);
        Assert.Contains("\nDocumentation=file:///etc/z.toml\n", output, StringComparison.Ordinal);
        (_, output, _) = await StationProcess.RunAsync("unit");
        Assert.Contains("\nExecStart=/usr/local/bin/zipreader run --config /etc/zipreader/zipreader.toml\n", output);
    }

    [Fact]
    public async Task The_unit_does_not_start_again_what_a_configuration_ends()
    {
        (_, string unit, _) = await StationProcess.RunAsync("unit");
        string[] lines = unit.Split('\n');
        Assert.Contains("Restart=always", lines);
        const string Key = "RestartPreventExitStatus=";
        string[] ends = lines.Single(line => line.StartsWith(Key, StringComparison.Ordinal))[Key.Length..].Split(' ');
        string wrong = _folder.WriteText("wrong.toml", "[camera]\nwidth = 9\n");
        (int exitCode, _, _) = await StationProcess.RunAsync("run", "--config", wrong);
        Assert.Contains(exitCode.ToString(CultureInfo.InvariantCulture), ends);
        // A button that cannot be had may be let go by another program.
        string button = _folder.WriteText(
            "button.toml",
            "[gpio]\nchip = \"/nowhere/gpiochip\"\nbutton = \"17\"\n[trigger]\nkind = \"button\"\n[page]\nenabled = false\n");
        (exitCode, _, string error) = await StationProcess.RunAsync("run", "--config", button);
        Assert.True(exitCode == 1, error);
        Assert.DoesNotContain("1", ends);
    }

    [Theory]
    [InlineData("[mqtt]\nhost = \"b\"\npassword = \"geheim\"", "mqtt.password")]
    [InlineData("[page]\ntoken = \"0123456789abcdef\"", "page.token")]
    public async Task Secrets_that_everybody_can_read_are_told(string table, string key)
    {
        if (OperatingSystem.IsWindows())
            return;
        string camera = $"[camera]\nsource = \"{Samples.Path("envelope.png")}\"\n[store]\npath = \"{_folder.PathOf("events.db")}\"\n";
        string file = _folder.WriteText("it's.toml", camera + table + "\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        string shown = file.Replace("'", "'\\''", StringComparison.Ordinal);
        (_, string output, _) = await StationProcess.RunAsync("doctor", "--config", file);
        Assert.Contains(
            $"warning config   {file}: everybody on this machine can read {key}\n                 → chmod o-r '{shown}'\n", output);
        Assert.DoesNotContain("geheim", output);

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (_, output, _) = await StationProcess.RunAsync("doctor", "--config", file);
        Assert.Contains($"ok      config   {file}\n", output);
    }

    [Fact]
    public void A_secret_of_the_services_is_closed_by_what_the_service_can_read()
    {
        if (OperatingSystem.IsWindows())
            return;
        string file = _folder.WriteText("zipreader.toml", ""), own = _folder.WriteText("password", "geheim\n");
        const UnixFileMode Closed = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(file, Closed | UnixFileMode.OtherRead);
        File.SetUnixFileMode(own, Closed);
        Assert.Equal(CheckStatus.Ok, Check(own).Status);
        CheckResult inline = Check(null);
        Assert.Equal(CheckStatus.Warning, inline.Status);
        Assert.Contains("edgenet deploy --update", inline.Remedy);
        Assert.Contains("LoadCredential=", inline.Remedy);
        Assert.DoesNotContain("chmod", inline.Remedy);
        File.SetUnixFileMode(file, Closed);
        Assert.Equal(CheckStatus.Ok, Check(null).Status);
        File.SetUnixFileMode(own, Closed | UnixFileMode.OtherRead);
        Assert.Equal($"{own}: everybody on this machine can read mqtt.password", Check(own).Finding);

        CheckResult Check(string? secret) => new ConfigCheck(file, file, [new ConfigSecret("mqtt.password", secret)]).Run(default);
    }

    [Fact]
    public async Task The_doctor_says_what_works_and_what_does_not()
    {
        string camera = $"[camera]\nsource = \"{Samples.Path("envelope.png")}\"\n";
        string store = $"[store]\npath = \"{_folder.PathOf("events.db")}\"\n", page = $"[page]\nport = {StationProcess.FreePort()}\n";
        string good = _folder.WriteText("good.toml", camera + store + page);
        (int exitCode, string output, string error) = await StationProcess.RunAsync("doctor", "--json", "--config", good);
        Assert.Equal((0, ""), (exitCode, error));
        JsonElement report = JsonDocument.Parse(output).RootElement;
        Assert.True(report.GetProperty("healthy").GetBoolean());
        Dictionary<string, string?> statuses = report.GetProperty("checks").EnumerateArray()
            .ToDictionary(c => c.GetProperty("name").GetString()!, c => c.GetProperty("status").GetString());
        foreach (string name in (string[])["config", "camera", "store", "weights", "page", "disk"])
            Assert.True(statuses[name] is "ok" or "warning", $"{name}: {statuses[name]}");
        Assert.Equal("ok", statuses["regions"]);
        foreach (string name in (string[])["gpio", "display", "align", "broker", "webhook", "networks"])
            Assert.Equal("unused", statuses[name]);

        string bad = _folder.WriteText("bad.toml", $"{camera}[store]\npath = \"/nowhere/at/all/events.db\"\n");
        (exitCode, output, _) = await StationProcess.RunAsync("doctor", "--config", bad);
        Assert.Equal(1, exitCode);
        Assert.Contains("FAILED  store    /nowhere/at/all: there is no such folder\n", output, StringComparison.Ordinal);

        string marks = "first = [10, 10, 32, 32]\nsecond = [400, 400, 32, 32]\n";
        string lost = _folder.WriteText("lost.toml", $"{camera}[align]\nreference = \"/nowhere/reference.png\"\n{marks}");
        (exitCode, output, _) = await StationProcess.RunAsync("doctor", "--config", lost);
        Assert.Equal(1, exitCode);
        Assert.Contains("FAILED  align    /nowhere/reference.png: no such file\n", output, StringComparison.Ordinal);

        string broken = _folder.WriteText("broken.toml", "[camera]\nfps = 0\nheight = 1\n");
        (exitCode, output, _) = await StationProcess.RunAsync("doctor", "--config", broken);
        Assert.Equal(1, exitCode);
        Assert.Contains("line 2: camera.fps", output, StringComparison.Ordinal);
        Assert.Contains("line 3: camera.height", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistyped_command_is_said_to_be_none()
    {
        (int exitCode, string output, string error) = await StationProcess.RunAsync("docter");
        Assert.Equal((2, ""), (exitCode, output));
        Assert.StartsWith("ZipReader: docter: there is no such command, and no such picture", error);
    }

    [Fact]
    public async Task What_is_no_camera_and_no_recording_is_said()
    {
        (int exitCode, _, string error) = await StationProcess.RunAsync("formats", "/dev/null");
        Assert.Equal(1, exitCode);
        Assert.StartsWith("ZipReader: /dev/null: expected a camera, found no video device", error);
        (exitCode, _, error) = await StationProcess.RunAsync("replay", _folder.Path);
        Assert.Equal((1, $"ZipReader: {_folder.Path}: expected a recording, a folder with frames.csv, found none\n"), (exitCode, error));
    }

    [Fact]
    public async Task Frames_are_recorded_as_they_come()
    {
        string config = _folder.WriteText("a.toml", $"[camera]\nsource = \"{Samples.Path("envelope.png")}\"\n");
        string recording = _folder.PathOf("recording");
        (int exitCode, _, string error) = await StationProcess.RunAsync("record", recording, "--config", config, "--frames", "3");
        Assert.Equal(0, exitCode);
        Assert.Contains("1 frames", error, StringComparison.Ordinal);
        string quiet = _folder.WriteText("b.toml", "[page]\nenabled = false\n");
        (exitCode, string output, _) = await StationProcess.RunAsync("replay", recording, "--times", "8", "--config", quiet);
        Assert.Equal(0, exitCode);
        Assert.Equal(Samples.EnvelopeZip, JsonDocument.Parse(output).RootElement.GetProperty("text").GetString());
    }
}
