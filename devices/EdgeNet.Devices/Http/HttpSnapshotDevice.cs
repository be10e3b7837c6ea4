using System.Net;

namespace EdgeNet.Devices.Http;

/// <summary>
/// A camera in the network that gives a picture an HTTP request, as nearly all of them do beside their streams: JPEG, PNG or PNM. What it
/// sends is taken for hostile: bounded in bytes, time, headers and redirections. User and password go to its own address alone, and by
/// digest where it offers that. Fetching allocates some kilobytes a picture, for the framework's HTTP does; the picture itself does not.
/// </summary>
public sealed class HttpSnapshotDevice : IFrameDevice
{
    private const int MaxRedirections = 3;
    private const int MaxHeaderKilobytes = 32;

    private readonly Uri _address;
    private readonly HttpSnapshotOptions _options;
    private readonly ICredentials? _credentials;

    /// <summary>A camera, of which nothing is asked yet.</summary>
    /// <param name="address">Where its pictures are: http or https. User and password may stand in it.</param>
    /// <param name="options">How they are fetched; the defaults if null.</param>
    /// <exception cref="ArgumentException">The address is none of http or https.</exception>
    public HttpSnapshotDevice(Uri address, HttpSnapshotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException("Expected an address that begins with http:// or https://, found another.", nameof(address));
        _options = options ?? new HttpSnapshotOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxBytes, 1, nameof(options));
        _credentials = Credentials(address, _options);
        // User and password are shown nowhere; nor is the query, in which some cameras want them.
        Name = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        _address = new UriBuilder(address) { UserName = "", Password = "", Fragment = "" }.Uri;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public TimeSpan LongestPause => _options.Interval + _options.Timeout;

    /// <inheritdoc/>
    public IFrameStream Open()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = true,
            MaxAutomaticRedirections = MaxRedirections,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = _options.Timeout,
            // A camera that was away may come back with another address.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            Credentials = _credentials,
        };
        return new HttpSnapshotStream(Name, _address, _options, new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan });
    }

    private static CredentialCache? Credentials(Uri address, HttpSnapshotOptions options)
    {
        string[] inAddress = address.UserInfo.Split(':', 2);
        string user = options.User ?? Uri.UnescapeDataString(inAddress[0]);
        if (user.Length == 0)
            return null;
        string password = options.Password ?? (inAddress.Length > 1 ? Uri.UnescapeDataString(inAddress[1]) : "");
        var credential = new NetworkCredential(user, password);
        // For this host and port: where a redirection leads elsewhere, nobody learns them.
        var server = new Uri(address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped));
        return new CredentialCache { { server, "Digest", credential }, { server, "Basic", credential } };
    }
}
