using EdgeNet.Deployment.Programs;

namespace EdgeNet.Deployment.Tests.Programs;

public sealed class ReleaseTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2, 183, DeviceRuntime.LinuxArm64)]
    [InlineData(2, 62, DeviceRuntime.LinuxX64)]
    [InlineData(1, 40, DeviceRuntime.LinuxArm)]
    public void A_program_says_what_it_is_for(byte bits, byte machine, DeviceRuntime expected) =>
        Assert.Equal(expected, Release.Of(Write("p", Program(bits, machine)), null).Runtime);

    [Fact]
    public void What_is_no_program_is_refused()
    {
        byte[] program = Program(2, 62);
        foreach (byte[] other in (byte[][])[[], program[..19], "#!/bin/sh\necho hello, world\n"u8.ToArray(), Program(1, 62), Program(2, 3)])
            Assert.Contains("expected a program for", Refused(Write("p", other)).Message);
        // An object file.
        program[16] = 1;
        Refused(Write("p", program));
        Assert.Contains("there is no such file", Refused(_folder.PathOf("nowhere")).Message);
        Assert.Contains("there is no such file", Refused(Write("p", Program(2, 62)), _folder.PathOf("nowhere")).Message);
    }

    [Fact]
    public void Libraries_beside_a_program_go_with_it_and_symbols_do_not()
    {
        string program = Write("my reader", Program(2, 62));
        Write("libe_sqlite3.so", Program(2, 62));
        Write("my reader.dbg", Program(2, 62));
        Release release = Release.Of(program, _folder.WriteText("w.safetensors", "w"));
        Assert.Equal(["ZipReader", "libe_sqlite3.so", "DigitLine.safetensors"], release.Files.Select(file => file.Name));
        Assert.Equal(41, release.Length);
        // sha256sum of "w".
        Assert.EndsWith("50e721e49c013f00c62cf59f2163542a9d8df02464efeb615d31051b0fddc326  DigitLine.safetensors\n", release.Checksums());
    }

    [Fact]
    public void Libraries_of_another_machine_or_of_a_whole_system_are_refused()
    {
        string program = Write("p", Program(2, 62));
        Write("a.so", Program(2, 183));
        Assert.Contains("as the program beside it", Refused(program).Message);
        for (int i = 0; i < 17; i++)
            Write(FormattableString.Invariant($"{i}.so"), Program(2, 62));
        Assert.Contains("more than 16 libraries", Refused(program).Message);
    }

    [Fact]
    public void A_library_whose_name_a_shell_could_stumble_over_is_refused()
    {
        Write("it's $(x).so", Program(2, 62));
        Assert.Contains("expected a library's name", Refused(Write("p", Program(2, 62))).Message);
    }

    private DeploymentException Refused(string program, string? weights = null) =>
        Assert.Throws<DeploymentException>(() => Release.Of(program, weights));

    private string Write(string name, byte[] bytes) => _folder.Write(name, bytes);

    private static byte[] Program(byte bits, byte machine)
    {
        byte[] head = new byte[20];
        "\u007fELF"u8.CopyTo(head);
        (head[4], head[5], head[16], head[18]) = (bits, 1, 3, machine);
        return head;
    }
}
