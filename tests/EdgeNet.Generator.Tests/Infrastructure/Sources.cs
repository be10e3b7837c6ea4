namespace EdgeNet.Generator.Tests.Infrastructure;

/// <summary>Networks that several tests use.</summary>
internal static class Sources
{
    /// <summary>A small network without any problem.</summary>
    public const string Small = """
        using EdgeNet;

        namespace Acme.Networks;

        [Network(1, 8, 8)]
        [Conv2D(4, 3, Activation = Activation.ReLU, Name = "c1")]
        [MaxPool2D(2)]
        [Flatten]
        [Dense(3, Name = "output")]
        [Softmax]
        public sealed partial class Small;
        """;

    /// <summary>A network of one file around given attributes: [Network(1, 8, 8)] and a class A are already there.</summary>
    public static string With(string layers, string network = "Network(1, 8, 8)") => $$"""
        using EdgeNet;

        [{{network}}]
        {{layers}}
        public sealed partial class A;
        """;
}
