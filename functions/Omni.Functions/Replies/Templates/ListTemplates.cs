using Microsoft.AspNetCore.Http;

namespace Omni.Functions.Replies.Templates;

/// <summary>What can be said.</summary>
public sealed class ListTemplates(MessageTemplates templates)
{
    [Function(nameof(ListTemplates))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "templates")] HttpRequest request) => TemplateAnswers.FromFolder(() =>
        TypedResults.Json(new TemplateList([.. templates.All.Select(TemplateView.Of)]), TemplateAnswersJson.Answers.TemplateList));
}
