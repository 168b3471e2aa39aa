using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Mingzheng.Access;

namespace Mingzheng;

/// <summary><c>/openapi.json</c>: the paths that strangers' programs may rely on, and no others.</summary>
static class PublicInterface
{
    static readonly IReadOnlyDictionary<string, string> Summaries = new Dictionary<string, string>
    {
        ["GET verify"] = "What a certificate's code stands for. JSON unless the caller accepts text/html.",
        ["POST verify"] = "Whether a signed PDF (up to 50 MB) or a package (up to 200 MB; multipart field \"file\") is this court's and unchanged.",
        ["GET log/checkpoint"] = "The newest signed checkpoint (C2SP tlog-checkpoint).",
        ["GET log/tile/{**path}"] = "A tile or entry bundle of the log (C2SP tlog-tiles).",
        ["GET log/key"] = "The log's verifier key (C2SP signed-note).",
        ["GET trust/root.pem"] = "The roots of the signers' certificates.",
        ["GET trust/tsa.pem"] = "The roots of the timestamp authority.",
        ["GET health/live"] = "The process answers.",
        ["GET health/ready"] = "It can read and write its database.",
    };

    public static IServiceCollection AddPublicInterface(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.ShouldInclude = path => Summaries.ContainsKey(NameOf(path));
        options.AddOperationTransformer((operation, context, _) =>
        {
            operation.Summary = Summaries[NameOf(context.Description)];
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Mingzheng 明证";
            document.Info.Description = "Public paths of an online court: checking, transparency log, trust anchors, health.";
            return Task.CompletedTask;
        });
    });

    public static void MapPublicInterface(this IEndpointRouteBuilder app) => app.MapOpenApi("/openapi.json").Declares(Acts.ReadInterface);

    static string NameOf(ApiDescription path) => $"{path.HttpMethod} {path.RelativePath}";
}
