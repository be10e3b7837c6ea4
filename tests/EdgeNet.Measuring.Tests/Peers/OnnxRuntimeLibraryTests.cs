using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using EdgeNet.Measuring.Peers;
using Xunit.Abstractions;

namespace EdgeNet.Measuring.Tests.Peers;

public sealed class OnnxRuntimeLibraryTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>What ONNX Runtime 1.30 says of itself.</summary>
    private const string OlderLibrary = """
        static const char *version(void) { return "1.30.0"; }
        static const void *api(unsigned version) { return 0; }
        static const struct { const void *(*api)(unsigned); const char *(*version)(void); } base = { api, version };
        const void *OrtGetApiBase(void) { return &base; }
        """;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_packages_library_is_there()
    {
        OnnxRuntimeLibrary library = OnnxRuntimeLibrary.LoadBundled();
        Assert.StartsWith("1.", library.Version);
        Assert.Same(library, OnnxRuntimeLibrary.LoadBundled());
    }

    [Fact]
    public void A_process_takes_one_library()
    {
        OnnxRuntimeLibrary library = OnnxRuntimeLibrary.LoadBundled();
        string path = Path.Combine(AppContext.BaseDirectory, "libonnxruntime.so");
        if (!File.Exists(path)) return; // on systems that call it otherwise
        Assert.Same(library, OnnxRuntimeLibrary.Load(path));
        string copy = _folder.PathOf("libonnxruntime.so.1");
        File.Copy(path, copy);
        Assert.Contains("taken already", Error(copy));
    }

    [Fact]
    public void A_missing_file_is_named() => Assert.Contains("no file 'no/such.so'", Error("no/such.so"));

    [Fact]
    public void A_file_that_is_no_library_is_named()
    {
        string text = _folder.WriteText("text.so", "This is a text, and longer than the header of a library of any system would be.");
        Assert.Contains($"'{text}' is not a library that loads here: ", Error(text));
    }

    [Fact]
    public void A_library_that_is_something_else_is_named()
    {
        string runtime = RuntimeEnvironment.GetRuntimeDirectory();
        string other = Directory.EnumerateFiles(runtime, "*System.Native.*")
            .First(f => Path.GetExtension(f) is ".so" or ".dylib" or ".dll");
        Assert.Contains($"'{other}' is a library, but not ONNX Runtime", Error(other));
    }

    [Theory]
    [InlineData("1.30.0", false)]
    [InlineData("1.9.1", false)]
    [InlineData("0.5", false)]
    [InlineData("", false)]
    [InlineData("main", false)]
    [InlineData("1.31.0", true)]
    [InlineData("1.31.2-rc.1", true)]
    [InlineData("1.40.0", true)]
    [InlineData("2.0.0", true)]
    public void Versions_from_that_of_the_API_on_will_do(string version, bool isEnough)
    {
        Exception? refusal = Record.Exception(() => OnnxRuntimeLibrary.CheckVersion("lib.so", version));
        Assert.Equal(isEnough ? null : $"'lib.so': expected ONNX Runtime 1.31 or later, found {version}.", refusal?.Message);
    }

    [Fact]
    public void An_older_library_is_refused_with_both_versions()
    {
        string library = _folder.PathOf("libolder.so");
        if (!TryCompile(_folder.WriteText("older.c", OlderLibrary), library))
        {
            output.SkipForProgram("no C compiler.");
            return;
        }

        Assert.Equal($"'{library}': expected ONNX Runtime 1.31 or later, found 1.30.0.", Error(library));
    }

    /// <summary>The one line that loading a file ends with.</summary>
    private static string Error(string path)
    {
        string message = Assert.Throws<PeerException>(() => OnnxRuntimeLibrary.Load(path)).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }

    private static bool TryCompile(string source, string library)
    {
        try
        {
            using Process gcc = Process.Start("gcc", ["-shared", "-fPIC", "-o", library, source]);
            gcc.WaitForExit();
            return gcc.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
