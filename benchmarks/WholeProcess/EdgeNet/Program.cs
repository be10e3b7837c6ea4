// digit FILE: reads 1,024 floats, a 32×32 picture of a digit, and prints which it is and how certainly. WholeProcess/OnnxRuntime does the same.
using System.Globalization;
using System.Runtime.InteropServices;
using EdgeNet;
using EdgeNet.Models;

float[] picture = new float[LeNet5.InputLength];
using (FileStream file = File.OpenRead(args[0])) file.ReadExactly(MemoryMarshal.AsBytes(picture.AsSpan()));
using LeNet5 network = LeNet5.LoadEmbedded();
Prediction digit = network.Predict(picture);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{digit.Class} {digit.Confidence:F4}"));
