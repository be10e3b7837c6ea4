namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>What became of a random graph.</summary>
internal enum GraphOutcome
{
    /// <summary>ONNX Runtime does not take it: it tells nothing.</summary>
    Invalid,

    /// <summary>EdgeNet gives what ONNX Runtime gives.</summary>
    Equal,

    /// <summary>EdgeNet refuses it, and says what it does not support.</summary>
    Refused,

    /// <summary>The answers differ, and by ONNX's definition ONNX Runtime's is wrong.</summary>
    PeersOwn,

    /// <summary>The answers differ, or EdgeNet fails.</summary>
    Different,
}
