namespace EdgeNet.Models;

/// <summary>A 1-D network: 26 frames of 12 cepstral coefficients, a vowel → the probabilities of nine speakers.</summary>
/// <remarks>
/// <see cref="TimeSeriesCnn"/> as <c>edgenet train</c> fits it to JapaneseVowels of the UEA archive (M. Kudo, J. Toyama, M. Shimbo,
/// "Multidimensional curve classification using passing-through regions", 1999). Series of other lengths are stretched to 26 frames.
/// </remarks>
[Network(12, 26)]
[Conv1D(32, 7, Padding = 3, Name = "conv1")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn1")]
[MaxPool1D(2)]
[Conv1D(64, 5, Padding = 2, Name = "conv2")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn2")]
[MaxPool1D(2)]
[Conv1D(128, 3, Padding = 1, Name = "conv3")]
[BatchNorm(Activation = Activation.ReLU, Name = "bn3")]
[GlobalAvgPool]
[Flatten]
[Dense(9, Name = "output")]
[Softmax]
public sealed partial class SpeakerCnn;
