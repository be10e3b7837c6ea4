using EdgeNet.Training.Synthetic.Fonts;

namespace EdgeNet.Training.Synthetic.Lines;

/// <summary>What strips are written with, beside the forms that EdgeNet draws.</summary>
/// <param name="Pictures">Pictures of digits; null for none.</param>
/// <param name="Fonts">Fonts; null for none.</param>
internal sealed record LineInk(DigitPictures? Pictures = null, WritingFonts? Fonts = null);
