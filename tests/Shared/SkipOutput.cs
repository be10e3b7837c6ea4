using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit.Abstractions;

namespace EdgeNet.Tests.Shared;

/// <summary>Lets a test say by its output that it does not run here; it returns then.</summary>
public static class SkipOutput
{
    /// <summary>Says that a test does not run for want of data, of a right, or of a kind of machine.</summary>
    /// <param name="output">The test's output.</param>
    /// <param name="reason">Why, and what would help.</param>
    /// <param name="caller">The caller's name.</param>
    public static void Skip(this ITestOutputHelper output, string reason, [CallerMemberName] string caller = "") =>
        output.WriteLine(Skips.Here.Tell(NameOf(output, caller), reason, isProgram: false));

    /// <summary>Says that a test does not run for want of a program; with EDGENET_REQUIRE=1 it fails.</summary>
    /// <param name="output">The test's output.</param>
    /// <param name="reason">What is missing, and what would help.</param>
    /// <param name="caller">The caller's name.</param>
    /// <exception cref="InvalidOperationException">What is missing is required.</exception>
    public static void SkipForProgram(this ITestOutputHelper output, string reason, [CallerMemberName] string caller = "") =>
        output.WriteLine(Skips.Here.Tell(NameOf(output, caller), reason, isProgram: true));

    /// <summary>The name of the test that an output belongs to.</summary>
    /// <param name="output">The test's output.</param>
    /// <param name="caller">What it is called where the output does not tell.</param>
    // xUnit 2 keeps the test in a private field.
    public static string NameOf(ITestOutputHelper output, string caller) =>
        output.GetType().GetField("test", BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(output) is ITest test
            ? test.DisplayName
            : caller;
}
