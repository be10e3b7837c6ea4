using System.CommandLine;
using EdgeNet.Cli.Output;
using EdgeNet.Training.Data.Fetching;

namespace EdgeNet.Cli.Commands;

/// <summary>edgenet data fetch: downloads a data set that is published.</summary>
internal static class DataFetchCommand
{
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(30);

    public static Command Create(CommandOutput output)
    {
        string[] names = [.. KnownDataset.All.Select(d => d.Name)];
        var name = new Argument<string>("NAME") { Description = "The data set: "
            + string.Join("; ", KnownDataset.All.Select(d => $"{d.Name} ({d.Title})")) + "." };
        name.CompletionSources.Add(names);
        var folder = new Option<DirectoryInfo?>("--out") { Description = "Where its files go; a folder of its name if not given.",
            HelpName = "DIR" };
        var from = new Option<string?>("--from") { Description =
            "A mirror to take in place of the usual addresses: http:// or https://, to which the files' names are added.",
                HelpName = "URL-PREFIX" };
        from.Validators.Add(result =>
        {
            if (result.Tokens is [var token]
                && !(Uri.TryCreate(token.Value, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"))
                result.AddError($"--from: expected an address that begins with http:// or https://, found '{token.Value}'.");
        });
        var command = new Command("fetch", "Downloads a data set and checks it. What an interrupted download left is gone on with.") { name,
            folder, from };
        command.SetAction(parsed =>
        {
            string wanted = parsed.GetRequiredValue(name);
            KnownDataset data = KnownDataset.All.FirstOrDefault(d => string.Equals(d.Name, wanted, StringComparison.OrdinalIgnoreCase))
                ?? throw new CommandException($"There is no data set '{wanted}' to fetch; there are {string.Join(", ", names)}.{Suggestions.For(wanted, names)}");
            string target = parsed.GetValue(folder)?.ToString() ?? data.Name;
            using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
            using var cancellation = new CancellationTokenSource();
            using (CommandOutput.OnInterrupt(cancellation.Cancel))
                new DatasetFetcher(client, Stall)
                    .FetchAsync(data, target, parsed.GetValue(from), progress => Show(progress, output), cancellation.Token).GetAwaiter()
                    .GetResult();
            foreach (KnownFile file in data.Files)
                output.Out.WriteLine($"{Path.Combine(target, file.Name)}: {Format.Bytes(new FileInfo(Path.Combine(target, file.Name)).Length)}, MD5 {file.Md5} as published");
            string path = data.Files.Count == 1 ? Path.Combine(target, data.Files[0].Name) : target;
            output.Out.WriteLine($"Train with it: edgenet train NETWORK --data {path}");
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(FetchProgress progress, CommandOutput output)
    {
        if (!output.IsTerminal) return;
        string total = progress.Total is { } bytes ? $" of {Format.Bytes(bytes)}" : "";
        string resumed = progress.Resumed > 0 && progress.Resumed < progress.Done
            ? $" (went on from {Format.Bytes(progress.Resumed)})" : "";
        // One line that is written over; no text of the server's is in it.
        output.Console.Profile.Out.Writer.Write($"\r{progress.File}: {Format.Bytes(progress.Done)}{total}{resumed}   {(progress.Done == progress.Total ? "\n" : "")}");
    }
}
