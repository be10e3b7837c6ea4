namespace EdgeNet.Vision.Decoding;

/// <summary>A beginning of answers, or a whole one, in the order of the search.</summary>
/// <param name="Parent">The node that it goes on from, or -1.</param>
/// <param name="Digit">Its last digit.</param>
/// <param name="Visible">The character before that digit, or '\0' for none.</param>
/// <param name="Depth">Its digits.</param>
/// <param name="IsAnswer">Whether this is the parent as a whole answer.</param>
/// <param name="Mass">The mass of the answer, or of all answers that begin so.</param>
/// <param name="Key">The mass times the prior probability: what it is searched by.</param>
/// <param name="Slot">Where the sums of an opened node are, or -1.</param>
internal readonly record struct SearchNode(int Parent, int Digit, char Visible, int Depth, bool IsAnswer, double Mass, double Key, int Slot = -1);
