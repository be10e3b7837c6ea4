using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;

namespace EdgeNet.Devices.Outputs.Mqtt;

/// <summary>Takes the certificates that the framework finds nothing wrong with, and remembers what it found of another.</summary>
/// <param name="options">Whereto the connection is.</param>
internal sealed class CertificateJudge(MqttOptions options)
{
    private const int MostNames = 5;

    /// <summary>Whether a certificate was shown at all.</summary>
    internal bool HasSeenOne { get; private set; }

    /// <summary>Why it is not taken; null where it is, or none was shown.</summary>
    internal MqttException? Refusal { get; private set; }

    internal bool Accept(MqttClientCertificateValidationEventArgs shown)
    {
        HasSeenOne = true;
        if (shown.SslPolicyErrors == SslPolicyErrors.None)
            return true;
        var status = X509ChainStatusFlags.NoError;
        foreach (X509ChainStatus one in shown.Chain?.ChainStatus ?? [])
            status |= one.Status;
        Refusal = Refuse(shown.SslPolicyErrors, status, shown.Certificate as X509Certificate2);
        return false;
    }

    private MqttException Refuse(SslPolicyErrors errors, X509ChainStatusFlags status, X509Certificate2? certificate)
    {
        if (errors == SslPolicyErrors.RemoteCertificateNameMismatch && certificate is not null)
        {
            return new MqttException(
                MqttFault.CertificateName,
                $"the broker's certificate is for other names than '{options.Host}': name the broker as its certificate does",
                $"{options}: {Names(certificate)}");
        }

        bool isOfChain = errors == SslPolicyErrors.RemoteCertificateChainErrors;
        if (isOfChain && status == X509ChainStatusFlags.NotTimeValid && certificate is not null)
        {
            DateTime first = certificate.NotBefore.ToUniversalTime(), last = certificate.NotAfter.ToUniversalTime();
            return new MqttException(
                MqttFault.CertificateTime,
                "the broker's certificate is not valid at this time: check the clock, or have the certificate renewed",
                string.Create(CultureInfo.InvariantCulture, $"{options}: from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}"));
        }

        return new MqttException(
            MqttFault.UntrustedCertificate,
            "the broker's certificate is not trusted: name its authority's file, and the broker as its certificate names it",
            $"{options}: {(status == X509ChainStatusFlags.NoError ? errors : status)}");
    }

    private static string Names(X509Certificate2 certificate)
    {
        var names = new List<string>();
        try
        {
            foreach (X509Extension extension in certificate.Extensions)
            {
                if (extension is X509SubjectAlternativeNameExtension alternatives)
                    names.AddRange(alternatives.EnumerateDnsNames());
            }
        }
        catch (CryptographicException)
        {
            // It is a stranger's: without names that can be read it has none.
        }

        return names.Count == 0 ? "it names no host" : string.Join(", ", names.Take(MostNames));
    }
}
