namespace EdgeNet.Onnx.Conformance;

/// <summary>What came of verifying a model.</summary>
public enum VerificationOutcome
{
    /// <summary>The generated code gives the expected outputs.</summary>
    Passed,

    /// <summary>It gives others, or something that was expected to work broke.</summary>
    Failed,

    /// <summary>The model needs something that is unsupported.</summary>
    Unsupported,
}
