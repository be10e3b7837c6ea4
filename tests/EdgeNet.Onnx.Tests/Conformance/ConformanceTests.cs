using EdgeNet.Onnx.Conformance;
using EdgeNet.Onnx.Reference;
using Xunit.Abstractions;

namespace EdgeNet.Onnx.Tests.Conformance;

/// <summary>ONNX's own backend tests.</summary>
public class ConformanceTests(ITestOutputHelper output)
{
    private static readonly string[] Folders = ["onnx-node", "onnx-pytorch-converted", "onnx-pytorch-operator"];

    [Fact]
    public void The_emitted_code_gives_the_expected_outputs()
    {
        if (Find() is not { } tests) return;
        // Every network is compiled by itself: on two cores, two at a time.
        Check([.. tests.AsParallel().AsOrdered().Select(Verifier.Verify)]);
    }

    [Fact]
    public void Imported_networks_give_the_expected_outputs()
    {
        if (Find() is not { } tests) return;
        VerificationResult[] results = [.. tests.Select(t => Verifier.Verify(t, network => new ReferenceRun(network.Graph)))];
        Check(results);
    }

    private void Check(VerificationResult[] results)
    {
        foreach (VerificationResult result in results.Where(r => r.Outcome != VerificationOutcome.Passed))
            output.WriteLine($"{result.Outcome} {result.Name} {string.Join("; ", result.Details)}");
        Assert.Equal(239, results.Length);
        Assert.DoesNotContain(results, r => r.Outcome == VerificationOutcome.Failed);
        Assert.True(results.Count(r => r.Outcome == VerificationOutcome.Passed) >= 227);
        Assert.All(results.Where(r => r.Outcome == VerificationOutcome.Unsupported), r => Assert.Matches("quantized|has elements of (float8|float4)", string.Join(" ", r.Details)));
    }

    private IReadOnlyList<ConformanceTest>? Find()
    {
        if (SharedData.Find("onnx") is { } folder) return [.. Folders.SelectMany(f => ConformanceSuite.Find(Path.Combine(folder, f)))];
        output.WriteLine("Skipped: there are no conformance tests beside the repository.");
        return null;
    }
}
