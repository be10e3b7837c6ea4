using EdgeNet.Training.Data;
using EdgeNet.Training.Synthetic.Fonts;
using EdgeNet.Training.Synthetic.Lines;

namespace EdgeNet.Training.Sequences;

/// <summary>What a <see cref="SequenceTrainer"/> learns from.</summary>
/// <param name="Train">Pictures of digits that strips are written with, shape (1, 28, 28); null to draw all digits.</param>
/// <param name="Validation">Pictures that validation strips are written with; null where <paramref name="Train"/> is.</param>
/// <param name="Samples">Strips of an epoch, 1 or more.</param>
/// <param name="Labelled">Strips of real pictures; null for none.</param>
/// <param name="LabelledShare">The share of strips that are taken from them, 0 to 1.</param>
public sealed record SequenceData(
    ImageSet? Train, ImageSet? Validation, int Samples, LabelledLines? Labelled = null, float LabelledShare = 0.5f)
{
    /// <summary>Fonts that strips are written with, beside pictures and drawn digits; null for none.</summary>
    public WritingFonts? Fonts { get; init; }
}
