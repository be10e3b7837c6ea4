using Xunit.Abstractions;

namespace EdgeNet.Deployment.Tests;

/// <summary>Installing, configuring and being told, against a real sshd. Where there is none, each test says so.</summary>
public sealed class DeployerTests(ITestOutputHelper output) : DeviceTests(output)
{
    [Fact]
    public async Task A_program_is_installed_started_and_looked_after()
    {
        if (Device() is not { } device)
            return;
        string program = StandIn.Make(Files, 1);
        File.Copy(program, Files.PathOf("it's \"1\"/libe_sqlite3.so"));
        DeploymentRequest request = device.Request(DeploymentAction.Install, program);
        string text = await RunAsync(request with { Weights = Files.WriteText("it's w", "weights") });
        Assert.Contains("The doctor of release 1 says:\n    ok      camera   seen by 1", text);
        Assert.EndsWith("The service runs, and the doctor found nothing wrong.", text);
        Assert.Equal(("releases/1", null, "1"), (device.Current, device.Previous, device.Running));
        Assert.Equal("# template of 1\n", device.Configuration);
        Assert.Contains("ExecStart=:/opt/zipreader/current/ZipReader run --config /etc/zipreader/zipreader.toml", device.Unit);
        string release = Path.Combine(device.Root, "opt/zipreader/current/");
        Assert.Equal(
            ["DigitLine.safetensors", "SHA256SUMS", "ZipReader", "libe_sqlite3.so", "zipreader.service"],
            Directory.EnumerateFiles(release).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("weights", File.ReadAllText(Path.Combine(release, "DigitLine.safetensors")));
        Assert.Equal("/opt/zipreader/current/ZipReader", new FileInfo(Path.Combine(device.Root, "usr/local/bin/zipreader")).LinkTarget);
        Assert.Contains("enable --quiet zipreader.service", device.Calls);
        Assert.Empty(device.Left);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(device.Root, "run"), "*.conf", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_a_dry_run_says_is_not_done()
    {
        if (Device() is not { } device)
            return;
        DeploymentRequest request = device.Request(DeploymentAction.Install, StandIn.Make(Files, 1)) with { IsDryRun = true };
        string text = await RunAsync(request);
        Assert.StartsWith("Connecting to ", text);
        Assert.Contains("In use there is no release, before it no release.\nNothing is changed. This would be done:\n  send ZipReader, 0.0 MB\n", text);
        Assert.Contains("write /etc/zipreader/zipreader.toml, the commented template", text);
        Assert.Equal(["run"], Directory.GetFileSystemEntries(device.Root).Select(Path.GetFileName));
        Assert.Empty(device.Calls);
        Assert.Empty(device.Left);

        string project = Files.MakeFolder("my project");
        text = await RunAsync(request with { Program = null, Project = project });
        Assert.Contains($"  dotnet publish {project} -c Release -r linux-x64 -o FOLDER", text);
    }

    [Fact]
    public async Task A_configuration_is_never_written_over()
    {
        if (Device() is not { } device)
            return;
        string configuration = Path.Combine(device.Root, "etc/zipreader/zipreader.toml");
        Directory.CreateDirectory(Path.GetDirectoryName(configuration)!);
        File.WriteAllText(configuration, "# mine\n");
        await RunAsync(device.Request(DeploymentAction.Install, StandIn.Make(Files, 1)));
        string text = await RunAsync(device.Request(DeploymentAction.Update, StandIn.Make(Files, 2)) with
        {
            Configuration = Files.WriteText("other.toml", "# other\n"),
        });
        Assert.Contains("/etc/zipreader/zipreader.toml is left as it is; the other one is beside it", text);
        Assert.Equal("# mine\n", device.Configuration);
        Assert.Equal("# other\n", File.ReadAllText(configuration + ".offered"));
    }

    [Fact]
    public async Task A_device_without_a_configuration_takes_the_one_that_is_given()
    {
        if (Device() is not { } device)
            return;
        await RunAsync(device.Request(DeploymentAction.Install, StandIn.Make(Files, 1)) with
        {
            Configuration = Files.WriteText("given.toml", "# given\n"),
        });
        Assert.Equal("# given\n", device.Configuration);
    }

    [Fact]
    public async Task What_the_doctor_finds_is_told_and_is_no_reason_to_take_it_away()
    {
        if (Device() is not { } device)
            return;
        string told = await FailsAsync(
            device.Request(DeploymentAction.Install, StandIn.Make(Files, 1, "DOCTOR=1")), "the doctor found something");
        Assert.Contains("FAILED  camera   /dev/video0: \\u001b[2J not found by 1", told);
        Assert.DoesNotContain('\u001b', told);
        Assert.Equal(("releases/1", "1"), (device.Current, device.Running));
    }

    [Fact]
    public async Task A_first_release_that_is_not_healthy_stays_and_its_journal_is_shown()
    {
        if (Device() is not { } device)
            return;
        string told = await FailsAsync(
            device.Request(DeploymentAction.Install, StandIn.Make(Files, 1, "RUN=EndsAtOnce")), "not healthy; there is none before");
        Assert.Contains("Its journal:\n    run 1", told);
        Assert.Equal("releases/1", device.Current);
    }

    [Fact]
    public async Task A_program_that_does_not_run_there_is_refused_with_what_it_says()
    {
        if (Device() is not { } device)
            return;
        string told = await FailsAsync(device.Request(DeploymentAction.Install, StandIn.Make(Files, 1, "UNIT=127")), "did not take it");
        Assert.Contains("`GLIBC_9.99' \\u001b[31mnot found", told);
        Assert.Null(device.Current);
        Assert.Empty(device.Calls);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(device.Root, "opt/zipreader/releases")));
    }

    [Fact]
    public async Task What_is_asked_for_must_fit_what_is_there()
    {
        if (Device() is not { } device)
            return;
        string program = StandIn.Make(Files, 1);
        await FailsAsync(device.Request(DeploymentAction.Update, program), "no release on the device that could be updated");
        await FailsAsync(device.Request(DeploymentAction.RollBack), "no release before");
        byte[] other = File.ReadAllBytes(program);
        other[18] = 183;
        await FailsAsync(
            device.Request(DeploymentAction.Install, Files.Write("arm/ZipReader", other)), "is for linux-arm64, the device is linux-x64");
        await RunAsync(device.Request(DeploymentAction.Install, program));
        await FailsAsync(device.Request(DeploymentAction.Install, program), "Release 1 is on the device already");
        Directory.Delete(Path.Combine(device.Root, "run/systemd/system"), recursive: true);
        await FailsAsync(device.Request(DeploymentAction.Update, program), "without systemd");
    }

    [Fact]
    public async Task A_login_shell_may_say_what_it_likes()
    {
        if (Device("Welcome to the device!") is not { } device)
            return;
        await RunAsync(device.Request(DeploymentAction.Install, StandIn.Make(Files, 1)));
        Assert.Equal("1", device.Running);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("it's a secret", "it's a secret")]
    public async Task A_user_who_is_not_root_becomes_it_by_sudo(string password, string? given)
    {
        if (Device() is not { } device)
            return;
        device.TakeRoot(password);
        var user = new RecordingOperator { Secret = given, OnLine = Output.WriteLine };
        await new Deployer(device.Request(DeploymentAction.Install, StandIn.Make(Files, 1)), user).RunAsync(default);
        Assert.Equal("1", device.Running);
        Assert.Equal(given is null ? 0 : 1, user.Asked.Count);
        if (given is null)
            return;
        // Arguments are for everyone to see.
        Assert.All(device.SudoCalls, call => Assert.DoesNotContain("secret", call));
        Assert.DoesNotContain("secret", user.Text);
    }

    [Theory]
    [InlineData(null, "nobody is there to give it")]
    [InlineData("wrong", "sudo refuses")]
    public async Task Without_the_password_nothing_is_changed(string? given, string problem)
    {
        if (Device() is not { } device)
            return;
        device.TakeRoot("secret");
        var user = new RecordingOperator { Secret = given };
        var deployer = new Deployer(device.Request(DeploymentAction.Install, StandIn.Make(Files, 1)), user);
        var error = await Assert.ThrowsAsync<DeploymentException>(() => deployer.RunAsync(default));
        Assert.Contains(problem, error.Message);
        Assert.False(Directory.Exists(Path.Combine(device.Root, "opt")));
        Assert.Empty(device.Left);
    }
}
