namespace EdgeNet.Cli.Evaluation.Reading;

/// <summary>A picture whose truth is known.</summary>
/// <param name="File">Its path within the folder, as the truth file has it.</param>
/// <param name="Path">Its path.</param>
/// <param name="Truth">What stands on it; "" for nothing.</param>
/// <param name="Kind">The kind of picture, for sums of each kind; "" for none.</param>
internal sealed record TruthRow(string File, string Path, string Truth, string Kind);
