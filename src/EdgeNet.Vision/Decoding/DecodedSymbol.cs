namespace EdgeNet.Vision.Decoding;

/// <summary>A character of an answer, and the frames that show it.</summary>
/// <param name="Character">A digit, '.', ',' or '-'.</param>
/// <param name="Probability">The largest probability that the network gave it in its frames, 0 to 1.</param>
/// <param name="Start">Its first frame.</param>
/// <param name="End">Its last frame.</param>
/// <param name="Center">The mean of its frames, each with its probability.</param>
internal readonly record struct DecodedSymbol(char Character, float Probability, int Start, int End, float Center);
