namespace EdgeNet.Training.Evaluation;

/// <summary>Takes a network's answer to a sample; several threads call it at once, for samples of their own.</summary>
/// <param name="sample">The sample's number.</param>
/// <param name="outputs">The outputs, which may be changed.</param>
internal delegate void AnswerHandler(int sample, Span<float> outputs);
