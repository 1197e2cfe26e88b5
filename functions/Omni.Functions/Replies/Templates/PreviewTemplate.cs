using Microsoft.AspNetCore.Http;
using Omni.Functions.Customers;

namespace Omni.Functions.Replies.Templates;

/// <summary>Shows what a template would say over a channel. Nothing is sent.</summary>
public sealed class PreviewTemplate(MessageTemplates templates)
{
    [Function(nameof(PreviewTemplate))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "templates/{name}/preview")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        if (await PreviewRequest.ReadAsync(request, cancellationToken) is not { } asked)
            return CustomerAnswers.Unreadable(PreviewRequest.HowToAsk);
        return TemplateAnswers.FromFolder(() => Show(name, asked));
    }

    private IResult Show(string name, PreviewRequest asked)
    {
        if (templates.Find(name) is not { } template)
            return TemplateAnswers.Problem(StatusCodes.Status404NotFound, "No such template", "GET /api/templates names those that there are.");
        if (TemplateValues.WhyNot(template, asked.Values) is { } refusal)
            return TemplateAnswers.Problem(refusal.Status, refusal.Title, refusal.Detail);
        var said = templates.Render(template, asked.Channel, asked.Language, asked.Values);
        return TypedResults.Json(
            new TemplatePreview(asked.Channel, said.Language, said.Text)
            {
                Subject = said.Subject,
                Html = said.Html,
                Sms = asked.Channel == "sms" ? SmsLength.Of(said.Text) : null,
            },
            TemplateAnswersJson.Answers.TemplatePreview);
    }
}
