namespace EdgeNet.Onnx.Conformance;

/// <summary>What came of verifying one model.</summary>
/// <param name="Name">The test's name.</param>
/// <param name="Outcome">Passed, failed or unsupported.</param>
/// <param name="Details">The worst difference and where, or every reason, a line each.</param>
/// <param name="MaxError">The largest |actual − expected| / (atol + rtol·|expected|) of all outputs, 1 or less where it passed; NaN where nothing ran.</param>
public sealed record VerificationResult(string Name, VerificationOutcome Outcome, IReadOnlyList<string> Details, double MaxError);
