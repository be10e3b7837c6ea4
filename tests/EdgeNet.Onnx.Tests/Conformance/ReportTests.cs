using EdgeNet.Onnx.Conformance;
using EdgeNet.Tests.Shared;
using Xunit.Abstractions;

namespace EdgeNet.Onnx.Tests.Conformance;

/// <summary>Models that users of other importers stumbled over: each runs right, or is refused in a clear line.</summary>
public class ReportTests(ITestOutputHelper output)
{
    /// <summary>Of the models, the part that has to run.</summary>
    private const double PartThatRuns = 0.9;

    /// <summary>
    /// The variance of equal elements, which is 0 and so gives 0, as ONNX Runtime rounds it: E[x²] − E[x]² falls below 0, and its root is NaN.
    /// </summary>
    private const string OfRounding = "keep_f12_0324";

    [Fact]
    public void Reported_models_run_or_are_refused()
    {
        if (SharedData.Find(Path.Combine("reports", "onnx")) is not { } folder)
        {
            output.Skip("there are no reported models beside the repository.");
            return;
        }

        VerificationResult[] results = [.. ConformanceSuite.Find(folder).AsParallel().AsOrdered().Select(Verifier.Verify)];
        foreach (VerificationResult result in results.Where(r => r.Outcome != VerificationOutcome.Passed))
            output.WriteLine($"{result.Outcome} {result.Name} {string.Join("; ", result.Details)}");
        int passed = results.Count(r => r.Outcome == VerificationOutcome.Passed), refused = results.Count(r => r.Outcome == VerificationOutcome.Unsupported);
        output.WriteLine($"{passed} passed, {refused} refused, {results.Length - passed - refused} failed of {results.Length}");
        Assert.NotEmpty(results);
        Assert.DoesNotContain(results, r => r.Outcome == VerificationOutcome.Failed && r.Name != OfRounding);
        Assert.True(passed >= PartThatRuns * results.Length);
        // A refusal is about the model, and not about what broke.
        Assert.All(results.Where(r => r.Outcome == VerificationOutcome.Unsupported), r => Assert.DoesNotContain(r.Details, d => d.Contains("internal error", StringComparison.Ordinal)));
    }
}
