using System.Text;

namespace EdgeNet.Training.PyTorch;

/// <summary>README.md of an export: what the files are, and the commands.</summary>
internal static class PyTorchReadme
{
    public static string Write(PyTorchExport export, string className)
    {
        var text = new StringBuilder();
        text.Append($"# {className} in PyTorch\n\n");
        text.Append($"Written by `edgenet export {className} --to pytorch`. PyTorch 1.13 or later, numpy and Pillow suffice.\n\n");
        text.Append("| file | |\n|---|---|\n");
        text.Append($"| `model.py` | `{className}`, a `torch.nn.Module` with EdgeNet's layers and parameter names |\n");
        text.Append("| `weights.py` | reads and writes EdgeNet's weights files (safetensors) |\n");
        if (export.Parameters is not null) text.Append($"| `{PyTorchExporter.WeightsName}` | the weights |\n");
        if (export.NoTraining is { } reason)
        {
            text.Append($"\nThere is no `train.py`: {reason}.\n");
            text.Append(Use(className, export.Parameters is not null));
            return text.ToString();
        }

        text.Append("| `preparation.py` | pictures as the network's input, as EdgeNet prepares them |\n");
        text.Append("| `data.py` | data sets |\n| `train.py` | the training; `--help` tells its options |\n");
        text.Append(Training.Replace("NETWORK", className, StringComparison.Ordinal));
        text.Append(Use(className, export.Parameters is not null));
        return text.ToString();
    }

    private static string Use(string className, bool hasWeights) =>
        "\n## Use the module\n```python\n"
        + $"import torch, weights\nfrom model import {className}\n\nnetwork = {className}()\n"
        + (hasWeights ? $"weights.load(\"{PyTorchExporter.WeightsName}\", network)\n" : "")
        + "network.eval()\noutputs = network(*(torch.zeros(1, *shape) for shape in network.INPUTS.values()))\n```\n";

    private const string Training = """

        ## Train
        ```sh
        torchrun --nproc_per_node 2 train.py --data DIR --epochs 10 --out trained.safetensors
        edgenet evaluate NETWORK --weights trained.safetensors --data DIR
        ```
        Of PyTorch 1.13 with Python 3.11 (Debian 12), torchrun fails before it starts anything; `--redirects 0:2 --tee 0:2`
        before `train.py` mends it. Without torchrun, `python3 train.py …` trains in one process. Without GPUs the processes
        talk by gloo, with GPUs by nccl, a process for each; on GPUs it computes in mixed precision (`--no-amp` for float32).
        Several machines take torchrun's `--nnodes` and `--rdzv_endpoint`.
        `--checkpoint FILE --resume` goes on after an interruption. `--weights FILE` starts from weights. Top-1 and top-5 are told of the
        validation part after each epoch, and of the test part at the end. The weights are those of the last epoch.

        ## Data
        `--data` is a folder with the parts `train`, and `val` or `test`, each in one of these layouts:

        | layout | |
        |---|---|
        | IDX | `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`, and the same of `t10k` (MNIST), with or without `.gz` |
        | folders | `train/CLASS/picture.jpg`, `ILSVRC2012_img_train/n01440764/…` |
        | class archives | `train/CLASS.tar`, or `ILSVRC2012_img_train.tar`, which holds such files |
        | shards | `train-000000.tar`, … or `train/….tar`, with `KEY.jpg` and `KEY.cls`, a number; names in `classes.txt`, a line each |

        Tar files are read in place: an index of 28 bytes a picture is in memory, and the pictures of a batch. The pictures of
        ImageNet's validation part have to be sorted into folders of their classes first, or into shards. EdgeNet evaluates on folders and IDX files.

        """;
}
