using EdgeNet;
using EdgeNet.Compiler.Graph;
using EdgeNet.Devices;
using EdgeNet.Devices.Gpio.Lines;
using EdgeNet.Devices.Outputs.Store;
using EdgeNet.Devices.Status;
using EdgeNet.Models;
using EdgeNet.Onnx;
using EdgeNet.Training.Synthetic;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Reading;

// One type of each package at work: an envelope is drawn, read from a file, and LeNet-5 goes to ONNX and back.
EnvelopeScene scene = SyntheticEnvelope.Draw("02139", seed: 1);
using (FileStream file = File.Create("scene.png")) EdgeNet.Vision.Pictures.PictureFile.WritePng(file, scene.Picture.Frame);

using DigitLine network = DigitLine.LoadEmbedded();
using var source = new PictureSource(["scene.png"]);
source.TryGetFrame(out SourceFrame frame);
if (!GpioLine.Parse("!GPIO17").IsActiveLow) return 1;
using (var store = new EventStore(new StoreOptions { Path = "events.db" }))
    if (store.Count().Events != 0) return 1;
if (new LabelledSamples("samples").Count != 0) return 1;
DigitReading reading = new FieldReader(network, digits: null, FieldPattern.Zip).Read(frame.Pixels);

NetworkGraph graph = GraphBuilder.Build(LeNet5.Description, out _)!;
OnnxExporter.Export(graph, new RandomParameters(LeNet5.NetworkInfo, seed: 1), "lenet5.onnx");
ImportedNetwork imported = OnnxImporter.Import("lenet5.onnx");

Console.WriteLine($"{reading} {imported.ParameterInfos.Count} {ResNet18.ParameterCount}");
return 0;
