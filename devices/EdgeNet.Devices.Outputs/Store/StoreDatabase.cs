using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EdgeNet.Devices.Outputs.Store;

/// <summary>
/// The database file with its two connections: one writes, one reads, each for one thread at a time. Both are opened when they are
/// needed. One that fails is closed, and opened anew by whoever comes next; a database that is damaged is set aside then, and a new one
/// begun.
/// <para>
/// The journal is a write-ahead log: readers do not wait for writers, and a commit appends to one file. It is flushed at each commit
/// (synchronous = FULL): with NORMAL, SQLite's usual choice with such a log, the last commits before a power cut may be gone, and with
/// them events that were delivered already, whose place in the sequence others would take. That costs one flush a commit; that is why
/// commits are batched.
/// </para>
/// </summary>
internal sealed class StoreDatabase(StoreOptions options, Action<string> report) : IDisposable
{
    private const long PageBytes = 4096;
    private const long LongestValue = 16 << 20;
    private const long LogBytes = 4 << 20;
    private const int BusySeconds = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _writing = new();
    private readonly Lock _reading = new();
    private StoreLock? _lock;
    private SqliteConnection? _writer;
    private SqliteConnection? _reader;
    private volatile bool _isSuspect;
    private bool _isDisposed;

    /// <summary>Told each connection that writes, before anything else is done with it.</summary>
    internal Action<SqliteConnection>? Opened { get; set; }

    /// <summary>Writes.</summary>
    /// <exception cref="StoreException">It could not be done; nothing of the work's transaction is kept.</exception>
    internal T Write<T>(Func<SqliteConnection, T> work)
    {
        if (!_writing.TryEnter(Patience))
            throw new StoreException(options.Path, "the disk does not answer: another write has been under way for 20 s");
        try
        {
            return Guard(() => work(Writer()));
        }
        finally
        {
            _writing.Exit();
        }
    }

    /// <summary>Reads.</summary>
    /// <exception cref="StoreException">It could not be done.</exception>
    internal T Read<T>(Func<SqliteConnection, T> work)
    {
        // A database that nobody has opened may be missing or damaged: the writer's way of opening mends that.
        if (Volatile.Read(ref _writer) is null || _isSuspect)
            Write(static _ => true);
        if (!_reading.TryEnter(Patience))
            throw new StoreException(options.Path, "the disk does not answer: another query has been under way for 20 s");
        try
        {
            return Guard(() => work(_reader ??= Connect(options.Path, SqliteOpenMode.ReadWrite)));
        }
        finally
        {
            _reading.Exit();
        }
    }

    /// <summary>Closes both connections.</summary>
    public void Dispose()
    {
        if (!_writing.TryEnter(Patience))
            return;
        try
        {
            _isDisposed = true;
            Close();
            _lock?.Dispose();
        }
        finally
        {
            _writing.Exit();
        }
    }

    /// <summary>
    /// A connection with the settings that all have: bounded memory, no files beside the database, nothing in its schema trusted.
    /// </summary>
    internal static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = BusySeconds };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            raw.sqlite3_limit(connection.Handle, raw.SQLITE_LIMIT_LENGTH, (int)LongestValue);
            connection.Execute(
                """
                PRAGMA trusted_schema = OFF;
                PRAGMA cell_size_check = ON;
                PRAGMA temp_store = MEMORY;
                PRAGMA cache_size = -512;
                PRAGMA mmap_size = 0;
                """);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private SqliteConnection Writer()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_writer is { } open)
        {
            if (!_isSuspect)
                return open;
            // A query has met damage that writing may never meet: it stands in the way of what is to be delivered.
            Close();
        }

        Prepare();
        SqliteConnection connection;
        try
        {
            connection = Open();
        }
        catch (SqliteException error) when (new StoreException(options.Path, error).IsDamaged)
        {
            SetAside(error.Message);
            connection = Open();
        }

        try
        {
            Opened?.Invoke(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        Volatile.Write(ref _writer, connection);
        return connection;
    }

    private SqliteConnection Open()
    {
        bool wasCrashed = File.Exists(options.Path + "-wal");
        SqliteConnection connection = Connect(options.Path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            // Before the first table: later it would take a VACUUM.
            connection.Execute("PRAGMA auto_vacuum = INCREMENTAL");
            connection.Execute("PRAGMA journal_mode = WAL");
            connection.Execute("PRAGMA synchronous = FULL");
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA journal_size_limit = {LogBytes}"));
            connection.Scalar(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {options.MaxBytes / PageBytes}"));
            StoreSchema.Ensure(connection, options.Path);
            if (wasCrashed || _isSuspect)
                Check(connection);
            _isSuspect = false;
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Check(SqliteConnection connection)
    {
        StoreCheck check = StoreCheck.Run(connection, isQuick: true, options.CheckTime, CancellationToken.None);
        if (check.Problems.Count > 0)
            throw new SqliteException(check.Problems[0], raw.SQLITE_CORRUPT);
        // What SQLite has met before stands somewhere behind.
        if (!check.IsComplete && _isSuspect)
            throw new SqliteException("SQLite met damage that the check did not reach", raw.SQLITE_CORRUPT);
        if (!check.IsComplete)
        {
            report(string.Create(
                CultureInfo.InvariantCulture,
                $"store: the check after a crash was cut short after {options.CheckTime.TotalSeconds:0.#} s; what it saw is sound"));
        }
    }

    private void Prepare()
    {
        string path = options.Path;
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            if (Directory.Exists(path))
                throw new StoreException(path, "expected a file, found a folder");
            _lock ??= new StoreLock(path);
            if (!File.Exists(path))
                Make(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException && error is not StoreException)
        {
            throw new StoreException(path, $"cannot be opened: check folder, owner and mode ({error.Message})", error);
        }
    }

    /// <summary>
    /// Letters are private; log and index take the mode of the database. Only one that is not there is opened other than by SQLite: to close
    /// a file lets go of all locks that the process has on it.
    /// </summary>
    private static void Make(string path)
    {
        var mode = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            mode.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        new FileStream(path, mode).Dispose();
    }

    /// <summary>Keeps a damaged database beside the new one, for whoever wants to save what is in it; one from before is deleted.</summary>
    private void SetAside(string reason)
    {
        string aside = options.Path + ".damaged";
        foreach (string part in (ReadOnlySpan<string>)["", "-wal", "-shm"])
        {
            File.Delete(aside + part);
            if (File.Exists(options.Path + part))
                File.Move(options.Path + part, aside + part);
        }

        report($"store: {new StoreException(options.Path, $"is damaged ({reason}): it is kept as {aside}, and a new one begun").Message}");
    }

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException error)
        {
            var known = new StoreException(options.Path, error);
            if (!known.IsPassing)
                Drop(known.IsDamaged);
            throw known;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException && error is not StoreException)
        {
            throw new StoreException(options.Path, error.Message, error);
        }
    }

    /// <summary>Closes what failed. A reader leaves the writer's connection to the next who writes.</summary>
    private void Drop(bool isDamaged)
    {
        if (isDamaged)
            _isSuspect = true;
        if (_writing.IsHeldByCurrentThread)
        {
            Close();
        }
        else
        {
            _reader?.Dispose();
            _reader = null;
        }
    }

    private void Close()
    {
        lock (_reading)
        {
            _reader?.Dispose();
            _reader = null;
        }

        // The last connection to close moves the log into the database; on a failing disk that fails, quietly.
        _writer?.Dispose();
        Volatile.Write(ref _writer, null);
    }
}
