using System.Diagnostics;
using System.Text.Json.Nodes;
using Mingzheng.Documents;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Documents;

/// <summary>The engine behind the documents: what it refuses, and that its death is not ours.</summary>
[Trait("kind", "document")]
public sealed class TypesetterTests
{
    const string Sound = """
        #set document(date: datetime(year: 2026, month: 3, day: 2))
        #json(bytes(sys.inputs.data)).name
        """;

    [Theory]
    [InlineData("no-such-template")]
    [InlineData("../Templates/power-of-attorney")]
    [InlineData("power-of-attorney.typ")]
    [InlineData("")]
    public async Task A_template_that_is_not_there_is_refused(string name) =>
        (await Fault(_ => { }, name)).ShouldBe(TypesettingFault.TemplateUnknown);

    [Theory]
    [InlineData("#nothing-by-this-name()")]
    [InlineData("#json(bytes(sys.inputs.data)).missing")]
    public async Task A_template_with_an_error_is_refused_as_such(string source) =>
        (await Fault(folder => folder.Write("letter.typ", Bytes(source)))).ShouldBe(TypesettingFault.TemplateFaulty);

    // An editor of templates must not be able to print the server's files or fetch code from elsewhere.
    [Theory]
    [InlineData("#read(\"/../secret.txt\")")]
    [InlineData("#read(\"../secret.txt\")")]
    [InlineData("#import \"@preview/example:0.1.0\": *")]
    public async Task A_template_reads_nothing_outside_its_folder(string source) =>
        (await Fault(folder =>
        {
            folder.Write("secret.txt", Bytes("secret"));
            folder.Write("templates/letter.typ", Bytes(Sound + source));
        }, templates: "templates")).ShouldBe(TypesettingFault.TemplateFaulty);

    [Fact]
    public async Task A_template_that_never_ends_is_stopped_and_the_next_document_is_made()
    {
        using var folder = new TemporaryFolder();
        folder.Write("endless.typ", Bytes("#for i in range(1000000000) { calc.sin(i) }"));
        folder.Write("letter.typ", Bytes(Sound));
        await using var typesetter = Workshop.Make(options =>
        {
            options.Templates = folder.Path;
            options.Timeout = TimeSpan.FromSeconds(5);
        });

        var refusal = await Should.ThrowAsync<TypesettingException>(() => typesetter.Render("endless", [], CancellationToken.None));

        refusal.Fault.ShouldBe(TypesettingFault.TimedOut);
        (await Letter(typesetter)).Pdf.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_engine_that_was_killed_is_started_again_and_prints_the_same()
    {
        using var folder = new TemporaryFolder();
        folder.Write("letter.typ", Bytes(Sound));
        await using var typesetter = Workshop.Make(options => options.Templates = folder.Path);
        var before = await Letter(typesetter);

        using (var engine = EngineOn(folder.Path))
        {
            engine.Kill();
            await engine.WaitForExitAsync();
        }

        (await Letter(typesetter)).Pdf.ShouldBe(before.Pdf);
    }

    [Fact]
    public async Task An_engine_ends_when_the_process_that_started_it_is_gone()
    {
        using var folder = new TemporaryFolder();
        var (exitCode, output, errors) = await PublicTool.Run(
            "node", [Checkout.File("engines/typesetter/server.js"), folder["socket"], folder.Path], input: []);

        (exitCode, errors).ShouldBe((0, ""), System.Text.Encoding.UTF8.GetString(output));
    }

    [Fact]
    public async Task More_documents_than_may_wait_are_refused_at_once()
    {
        await using var typesetter = Workshop.Make(options => options.Queue = 0);

        var refusal = await Should.ThrowAsync<TypesettingException>(() => Letter(typesetter));

        refusal.Fault.ShouldBe(TypesettingFault.Busy);
    }

    [Fact]
    public async Task An_engine_that_cannot_start_is_reported_as_unavailable()
    {
        await using var typesetter = Workshop.Make(options => options.Node = "/no/such/program");

        var refusal = await Should.ThrowAsync<TypesettingException>(() => Letter(typesetter));

        refusal.Fault.ShouldBe(TypesettingFault.Unavailable);
    }

    static async Task<TypesettingFault> Fault(Action<TemporaryFolder> prepare, string template = "letter", string templates = "")
    {
        using var folder = new TemporaryFolder();
        prepare(folder);
        await using var typesetter = Workshop.Make(options => options.Templates = folder[templates]);
        return (await Should.ThrowAsync<TypesettingException>(() => typesetter.Render(template, [], CancellationToken.None))).Fault;
    }

    static Task<Typeset> Letter(Typesetter typesetter) =>
        typesetter.Render("letter", new JsonObject { ["name"] = "陈小样" }, CancellationToken.None);

    static Process EngineOn(string templates) => Process.GetProcesses().Single(process =>
        File.Exists($"/proc/{process.Id}/cmdline") && File.ReadAllText($"/proc/{process.Id}/cmdline").Split('\0').Contains(templates));

    static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
