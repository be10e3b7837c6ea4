namespace EdgeNet.Training.Data.Fetching;

/// <summary>A data set that is published.</summary>
/// <param name="Name">The name that it is fetched by.</param>
/// <param name="Title">What it is, in a few words.</param>
/// <param name="Addresses">Where its files lie, each ending in a slash: the first that answers is taken.</param>
/// <param name="Files">Its files.</param>
public sealed record KnownDataset(string Name, string Title, IReadOnlyList<string> Addresses, IReadOnlyList<KnownFile> Files)
{
    private const long Most = 64 << 20;

    /// <summary>The data sets that are known. Their checksums are those of torchvision's sources and of CIFAR's own page.</summary>
    public static IReadOnlyList<KnownDataset> All { get; } =
    [
        Idx("mnist", "handwritten digits, 60,000 + 10,000 of 28×28",
            ["https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/"],
            "f68b3c2dcbeaaa9fbdd348bbdeb94873", "d53e105ee54ea40749a09fcbcd1e9432", "9fb629c4189551a2d022fa330f9573f3",
                "ec29112dd5afa0611ce80d1b7f02629c"),
        Idx("fashion-mnist", "clothes, 60,000 + 10,000 of 28×28",
            ["http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
                "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"],
            "8d4fb7e6c68d591d4c3dfef9ec88bf0d", "25c81989df183df01b3e8a0aad5dffbe", "bef4ecab320f06d8554ea6380940ec79",
                "bb300cfdad3c16e7a12a480ee83cd310"),
        Idx("kmnist", "Japanese cursive characters, 60,000 + 10,000 of 28×28",
            ["http://codh.rois.ac.jp/kmnist/dataset/kmnist/"],
            "bdb82020997e1d708af4cf47b453dcf7", "e144d726b3acfaa3e44228e80efcd344", "5c965bf0a639b31b8f53240b1b52f4d7",
                "7320c461ea6c1c855c0b718fb2a4b134"),
        new("cifar10", "photographs of ten classes, 50,000 + 10,000 of 32×32",
            ["https://www.cs.toronto.edu/~kriz/"], [new("cifar-10-binary.tar.gz", "c32a1d4ab5d03f1284b67883e8d87530", 4 * Most)]),
    ];

    /// <summary>MNIST's four files.</summary>
    private static KnownDataset Idx(string name, string title, string[] addresses, params string[] sums)
    {
        string[] files = ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz",
            "t10k-labels-idx1-ubyte.gz"];
        return new(name, title, addresses, [.. files.Zip(sums, (file, sum) => new KnownFile(file, sum, Most))]);
    }
}
